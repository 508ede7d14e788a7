// The real guard from its sources, for tests that need it as a process before anything is built.
import 'tsx/esm';
import 'tsx/cjs';

// biome-ignore lint/style/noRestrictedImports: a test's process, not a part of core.
await import('../../cli/guard/main.ts');
