import { NO_VALUE } from './scope';

export interface StackPlace {
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  readonly stackId: string;
}

export function pseudoParameters({
  region,
  accountId,
  stackName,
  stackId,
}: StackPlace): Record<string, unknown> {
  return {
    'AWS::Region': region,
    'AWS::AccountId': accountId,
    'AWS::StackName': stackName,
    'AWS::StackId': stackId,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NotificationARNs': [],
    'AWS::NoValue': NO_VALUE,
  };
}

const NAMES = new Set(
  Object.keys(pseudoParameters({ region: '', accountId: '', stackName: '', stackId: '' })),
);

export const isPseudoParameter = (name: string): boolean => NAMES.has(name);
