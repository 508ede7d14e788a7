/** What to run LocalStack's container with; asked anew at each start, so that settings take effect then. */
export interface LocalStackSettings {
  readonly image: string;
  readonly containerName: string;
  /** Wanted on 127.0.0.1 of the machine where Docker runs; 0 lets Docker choose. */
  readonly port: number;
  /** Another port serves too when the wanted one is taken. */
  readonly allowOtherPort: boolean;
  /** More environment for the container; a token in it is not passed on. */
  readonly environment: Readonly<Record<string, string>>;
  /** LocalStack's Lambdas run as containers beside it; that takes Docker's socket. */
  readonly mountDockerSocket: boolean;
  /** Whether what is deployed stays when the container stops. */
  readonly persistence: boolean;
  /** How long it may take until it serves. */
  readonly startTimeoutMs: number;
  /** Whether the container goes on when the last window closes. */
  readonly keepRunning: boolean;
}

/** The container that the lab works with. */
export interface ContainerView {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  /** `adopted`: somebody else started it; it is never stopped, resumed or removed. */
  readonly kind: 'ours' | 'adopted';
}
