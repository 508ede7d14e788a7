// Preloaded into the server of VS Code: when whoever started it is gone, even by SIGKILL, the pipe on its
// stdin ends, and so does the server with its process group.
if (process.argv[1]?.endsWith('server-main.js')) {
  const end = () => {
    try {
      process.kill(-process.pid, 'SIGTERM');
    } finally {
      process.exit(0);
    }
  };
  process.stdin.on('end', end).on('error', end).resume();
  process.stdin.unref?.();
}
