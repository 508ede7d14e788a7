// @ts-check

/**
 * What the table needs of one service.
 *
 * @typedef {object} Model
 * @property {string} client botocore's name
 * @property {string} [serviceId] `Lex Runtime V2`
 * @property {string} signingName
 * @property {string} [endpointPrefix] first label of the host
 * @property {string} [target] what stands before the operation in `X-Amz-Target`
 * @property {string} [queryVersion] `Version` of a Query request
 * @property {boolean} isRest
 * @property {readonly Operation[]} operations
 */

/**
 * @typedef {object} Operation
 * @property {string} name
 * @property {string} method
 * @property {string} uri `/{Bucket}/{Key+}?uploads`
 * @property {readonly string[]} needs query parameters (`?uploadId`) and headers that the request must carry
 */

export {};
