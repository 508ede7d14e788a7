import * as vscode from 'vscode';
import type { Endpoint } from '../core/endpoints/endpoint';
import { Command } from '../extension/contributions';
import type { Services } from '../extension/services';
import type { RowElement } from '../views/rowTree';
import { askEndpoint, askRequest } from './askRequest';
import { externalUrl } from './externalUrl';
import type { CommandHandler } from './handler';

type Needs = Pick<Services, 'endpoints' | 'responses'>;
type EndpointRow = RowElement<Endpoint>;

/** Where the extension runs elsewhere, VS Code forwards the port. */
const forwarded = async (origin: string): Promise<string> =>
  (await vscode.env.asExternalUri(vscode.Uri.parse(origin, true))).toString(true);

export const endpointCommands = ({ endpoints, responses }: Needs) =>
  ({
    [Command.sendRequest]: {
      purpose: 'send the request',
      run: async (row?: EndpointRow) => {
        const endpoint = row?.row.target ?? (await askEndpoint(endpoints.current.endpoints));
        const request = endpoint && (await askRequest(endpoint));
        if (request) await responses.open(`${endpoint.method} ${endpoint.path} ${endpoint.region}`, request);
      },
    },
    [Command.sendAgain]: {
      purpose: 'send the request again',
      run: async (uri?: vscode.Uri) => {
        const shown = uri ?? vscode.window.activeTextEditor?.document.uri;
        if (shown) await responses.sendAgain(shown);
      },
    },
    [Command.copyUrl]: {
      purpose: 'copy the URL',
      run: async ({ row }: EndpointRow) => {
        if (row.target) await vscode.env.clipboard.writeText(await externalUrl(row.target.url, forwarded));
      },
    },
    [Command.openInBrowser]: {
      purpose: 'open the browser',
      // VS Code itself finds the address that the person's browser reaches.
      run: ({ row }: EndpointRow) => vscode.env.openExternal(vscode.Uri.parse(row.target?.url ?? '', true)),
    },
  }) satisfies Record<string, CommandHandler>;
