import * as vscode from 'vscode';
import { HumanError } from '../../core/errors';
import { canonicalRule, type FaultRule } from '../../core/faults/rule';
import { Command } from '../../extension/contributions';
import type { Services } from '../../extension/services';
import type { LabRequest, ResponseView, RuleValues } from '../lab/protocol';
import { responseView } from './responseView';

type Needs = Pick<Services, 'faults' | 'switches' | 'lab' | 'load' | 'recordings'>;

/** Does what the page asks for. Rejects with what is to be told the person. */
export const answerRequest = async (
  services: Needs,
  request: LabRequest,
): Promise<ResponseView | undefined> => {
  const { faults, switches } = services;
  switch (request.kind) {
    case 'toggle':
      await switches.toggle(request.scope, request.on);
      return undefined;
    case 'setRule':
      await switches.set(request.scope, ...ruleChange(request.values));
      return undefined;
    case 'setLatency':
      await faults.setLatency(request.latencyMs);
      return undefined;
    case 'setLoad':
      if (request.laneId === undefined) services.load.setRateOfAll(request.rate);
      else services.load.setRate(request.laneId, request.rate);
      return undefined;
    case 'adopt':
      await faults.adopt(findRule(services, request.ruleKey));
      return undefined;
    case 'clear':
      await faults.remove(findRule(services, request.ruleKey));
      return undefined;
    case 'readResponse':
      return readResponse(services, request.responseId);
    case 'haltAll':
      await vscode.commands.executeCommand(Command.haltAll);
      return undefined;
    case 'seek':
    case 'exportReport':
    case 'exportExperiment':
      throw new HumanError('This needs a recording. Open one first.');
    case 'record':
      await (request.on ? services.recordings.start() : services.recordings.stop());
      return undefined;
    case 'startEngine':
      await vscode.commands.executeCommand(Command.startEngine);
      return undefined;
    case 'deploy':
      await vscode.commands.executeCommand(Command.deploy);
      return undefined;
  }
};

const ruleChange = ({ probability, error, durationMs }: RuleValues) =>
  [
    { ...(probability !== undefined && { probability }), ...(error && { error }) },
    durationMs === undefined ? {} : { durationMs },
  ] as const;

const findRule = ({ faults }: Needs, ruleKey: string): FaultRule => {
  const view = faults.current.rules.find(({ rule }) => canonicalRule(rule) === ruleKey);
  if (view) return view.rule;
  throw new HumanError('This rule is gone already.');
};

const readResponse = ({ lab }: Needs, id: number): ResponseView => {
  const response = lab.log.find(id);
  if (!response) throw new HumanError('This response is not kept any more. Choose a newer one.');
  return responseView(response, lab.log.lastHealthy(response.endpointId));
};
