import * as vscode from 'vscode';
import type { Endpoint } from '../core/endpoints/endpoint';
import { Command } from '../extension/contributions';
import type { Services } from '../extension/services';
import type { RowElement } from '../views/rowTree';
import { askEndpoint, askRequest } from './askRequest';
import type { CommandHandler } from './handler';

type Needs = Pick<Services, 'endpoints' | 'responses'>;
type EndpointRow = RowElement<Endpoint>;

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
        // The clipboard is that of the machine a person sits at, which may reach the engine's by another address.
        const here = await vscode.env.asExternalUri(vscode.Uri.parse(row.target?.url ?? '', true));
        await vscode.env.clipboard.writeText(here.toString(true));
      },
    },
    [Command.openInBrowser]: {
      purpose: 'open the browser',
      // VS Code itself finds the address that the person's browser reaches.
      run: ({ row }: EndpointRow) => vscode.env.openExternal(vscode.Uri.parse(row.target?.url ?? '', true)),
    },
  }) satisfies Record<string, CommandHandler>;
