import * as vscode from 'vscode';
import type { Endpoint, EndpointState } from '../core/endpoints/endpoint';
import { describeIntegration } from '../core/endpoints/integration';
import type { RequestToSend } from '../core/endpoints/sendRequest';
import { fillPath, pathParameters } from './pathParameters';

const title = 'Send Request';
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const withBody = new Set(['POST', 'PUT', 'PATCH']);

/** Undefined when the person turned away, here and below. */
export const askEndpoint = async (endpoints: readonly EndpointState[]): Promise<Endpoint | undefined> => {
  const choices = endpoints.map(({ endpoint }) => ({
    label: `${endpoint.method} ${endpoint.path}`,
    description: [endpoint.region, endpoint.domain ?? '', describeIntegration(endpoint.integration)]
      .filter(Boolean)
      .join(' · '),
    endpoint,
  }));
  const options = { title, placeHolder: 'To which endpoint?', matchOnDescription: true };
  return (await vscode.window.showQuickPick(choices, options))?.endpoint;
};

/** Asks for what the endpoint leaves open: the method of ANY, path parameters, a body. */
export const askRequest = async (endpoint: Endpoint): Promise<RequestToSend | undefined> => {
  const method = await askMethod(endpoint);
  const url = method && (await askUrl(endpoint));
  if (!method || !url) return undefined;
  const request = { method, url, ...(endpoint.host ? { host: endpoint.host } : {}) };
  if (!withBody.has(method)) return request;
  const body = await vscode.window.showInputBox({ title, prompt: 'Body (JSON)', value: '{}' });
  return body === undefined
    ? undefined
    : { ...request, headers: { 'content-type': 'application/json' }, body };
};

const askMethod = async ({ method }: Endpoint): Promise<string | undefined> =>
  method === 'ANY' ? vscode.window.showQuickPick(methods, { title, placeHolder: 'Which method?' }) : method;

const askUrl = async ({ url }: Endpoint): Promise<string | undefined> => {
  const values = new Map<string, string>();
  for (const name of pathParameters(url)) {
    const value = await vscode.window.showInputBox({ title, prompt: `Path parameter ${name}` });
    if (value === undefined) return undefined;
    values.set(name, value);
  }
  return fillPath(url, values);
};
