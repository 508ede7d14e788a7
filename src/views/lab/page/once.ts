/** Computes anew only for another argument than the last one. */
export const once = <A extends object, R>(compute: (argument: A) => R): ((argument: A) => R) => {
  let known: { readonly argument: A; readonly result: R } | undefined;
  return (argument) => {
    if (known?.argument !== argument) known = { argument, result: compute(argument) };
    return known.result;
  };
};
