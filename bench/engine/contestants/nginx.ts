import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../../../scripts/lib/findProgram.mjs';
import { freePort } from '../programs/freePort';
import { startProgram } from '../programs/startProgram';
import type { Server } from './contestant';
import { NotHere } from './notHere';

/** nginx as a proxy: one worker, which keeps its connections to `origin`. */
export async function startNginx(origin: string, folder: string): Promise<Server> {
  const nginx = (await findProgram('nginx')) ?? (await findProgram('nginx', '/usr/sbin:/usr/local/sbin'));
  if (nginx === undefined) throw new NotHere('nginx is not installed');
  const port = await freePort();
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'nginx.conf');
  await writeFile(file, configuration(port, origin.replace('http://', ''), folder));
  const program = await startProgram([nginx, '-e', 'stderr', '-p', folder, '-c', file], {
    says: /start worker process \d/,
  });
  return { ...program, origin: `http://127.0.0.1:${port}` };
}

const configuration = (port: number, upstream: string, folder: string): string => `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr notice;
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests 1000000000;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join('\n  ')}
  upstream behind {
    server ${upstream};
    keepalive 64;
    keepalive_requests 1000000000;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://behind;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
    }
  }
}
`;
