/** Where the application to deploy lies. */
export interface Application {
  /** The folder that holds it all; the tools run below it. */
  readonly dir: string;
  /** Absent when the application has no Terraform part. */
  readonly terraformDir?: string;
  /** Absent when the application has no Serverless part. */
  readonly serverlessDir?: string;
  /** Absent when it is the user's own application rather than the bundled sample. */
  readonly sample?: true;
}

/** A tool found on this machine. */
export interface Tool {
  readonly name: 'terraform' | 'tofu' | 'osls' | 'serverless';
  readonly version: string;
  /** Program and its first arguments. */
  readonly command: readonly string[];
  /** What its environment needs beyond the common one. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface DeployTools {
  /** Absent when Terraform is not used: the standalone deployment. */
  readonly terraform?: Tool;
  readonly serverless?: Tool;
}

/** A mistake that a tool reported at a place in a file. */
export interface Problem {
  readonly message: string;
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
}
