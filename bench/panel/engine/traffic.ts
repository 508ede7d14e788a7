import type { ChaosEvent } from '../../../src/gateway/events/chaosEvent';

const calls = [
  ['dynamodb', 'GetItem'],
  ['dynamodb', 'PutItem'],
  ['dynamodb', 'Query'],
  ['dynamodb', 'UpdateItem'],
  ['s3', 'GetObject'],
  ['s3', 'PutObject'],
  ['s3', 'ListObjectsV2'],
  ['sqs', 'SendMessage'],
  ['sqs', 'ReceiveMessage'],
  ['sns', 'Publish'],
  ['kinesis', 'PutRecords'],
  ['lambda', 'Invoke'],
  ['stepfunctions', 'StartExecution'],
  ['secretsmanager', 'GetSecretValue'],
  ['ssm', 'GetParameter'],
  ['sts', 'AssumeRole'],
  ['events', 'PutEvents'],
  ['logs', 'PutLogEvents'],
  ['cloudwatch', 'PutMetricData'],
  ['kms', 'Decrypt'],
] as const;
const regions = ['us-east-1', 'us-west-2'] as const;
const everyMs = 20;

/**
 * Tells of AWS calls as if so many a second crossed the engine, of forty kinds, some failed and some internal.
 * What a late timer has missed is made up for.
 */
export class Traffic {
  private readonly startedAt = performance.now();
  private readonly timer: NodeJS.Timeout;
  published = 0;

  constructor(
    private readonly perSecond: number,
    private readonly publish: (event: ChaosEvent) => void,
  ) {
    this.timer = setInterval(() => this.catchUp(), everyMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private catchUp(): void {
    const due = Math.floor(((performance.now() - this.startedAt) * this.perSecond) / 1000);
    while (this.published < due) this.publish(eventOf(this.published++));
  }
}

const eventOf = (number: number): ChaosEvent => {
  const [service, operation] = calls[number % calls.length] ?? calls[0];
  const region = regions[Math.floor(number / calls.length) % regions.length] ?? regions[0];
  const internal = number % 7 === 0;
  return {
    time: Date.now(),
    service,
    operation,
    region,
    ...(internal ? {} : { protocol: 'json-1.1' }),
    status: number % 100 === 0 ? 500 : number % 50 === 0 ? 400 : 200,
    durationMs: 1 + (number % 90) / 2,
    internal,
  };
};
