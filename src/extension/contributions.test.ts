import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as contributions from './contributions';
import { settingChecks } from './settingChecks';

const root = join(__dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { contributes } = manifest;
const { Command, Context, ProblemMatcher, RowKind, Setting, View } = contributions;

interface MenuItem {
  readonly command: string;
  readonly when?: string;
}

const menus = Object.values(contributes.menus as Record<string, MenuItem[]>).flat();
const welcomes: { view: string; when: string; contents: string }[] = contributes.viewsWelcome;
const clauses: string[] = [
  ...menus.map(({ when }) => when),
  ...welcomes.map(({ when }) => when),
  ...contributes.commands.map(({ enablement }: { enablement?: string }) => enablement),
].filter(Boolean);

const sorted = (values: Iterable<string>) => [...new Set(values)].sort();

describe('package.json and contributions.ts', () => {
  it('name the same commands', () => {
    const ids = contributes.commands.map(({ command }: MenuItem) => command);
    assert.deepEqual(sorted(ids), sorted(Object.values(Command)));
    assert.equal(ids.length, new Set(ids).size);
  });

  it('name the same views, in the one container with an icon that is there', () => {
    const [container] = contributes.viewsContainers.activitybar;
    assert.deepEqual(Object.keys(contributes.views), [contributions.viewContainer]);
    assert.equal(container.id, contributions.viewContainer);
    assert.ok(existsSync(join(root, container.icon)) && existsSync(join(root, manifest.icon)));
    const ids = contributes.views[contributions.viewContainer].map(({ id }: { id: string }) => id);
    assert.deepEqual(sorted(ids), sorted(Object.values(View)));
  });

  it('put only known commands into menus and welcome texts', () => {
    const linked = welcomes.flatMap(({ contents }) =>
      [...contents.matchAll(/command:([\w.]+)/g)].map(([, id]) => id ?? ''),
    );
    const unknown = [...menus.map(({ command }) => command), ...linked].filter(
      (id) => !Object.values<string>(Command).includes(id),
    );
    assert.deepEqual(unknown, []);
  });

  it('let every command be reached: by the palette, or by another menu', () => {
    const hidden = (contributes.menus.commandPalette as MenuItem[]).filter(({ when }) => when === 'false');
    const elsewhere = new Set(
      menus.filter((item) => !contributes.menus.commandPalette.includes(item)).map(({ command }) => command),
    );
    const unreachable = hidden.map(({ command }) => command).filter((id) => !elsewhere.has(id));
    assert.deepEqual(unreachable, [Command.showActions]); // by the status bar
  });

  it('name the same settings, with defaults of the right kind', () => {
    const { properties } = contributes.configuration;
    assert.deepEqual(sorted(Object.keys(properties)), sorted(Object.values(Setting)));
    for (const id of Object.values(Setting)) {
      assert.ok(settingChecks[id](properties[id].default), `default of ${id}`);
      assert.ok((properties[id].markdownDescription ?? '').length > 20, `description of ${id}`);
    }
  });

  it('use the same context keys, each of them', () => {
    const used = clauses.flatMap((clause) => clause.match(/(?<![\w.])chaos\.\w+/g) ?? []);
    const others: string[] = [...Object.values(View), contributions.recordingEditor];
    assert.deepEqual(sorted(used.filter((key) => !others.includes(key))), sorted(Object.values(Context)));
  });

  it('show menus on rows that exist', () => {
    const kinds = clauses.flatMap((clause) =>
      [...clause.matchAll(/viewItem == ([\w.]+)/g)].map(([, kind]) => kind ?? ''),
    );
    assert.deepEqual(
      kinds.filter((kind) => !Object.values<string>(RowKind).includes(kind)),
      [],
    );
    const patterns = clauses.flatMap((clause) =>
      [...clause.matchAll(/viewItem =~ \/(.*?)\//g)].map(([, text]) => text ?? ''),
    );
    for (const pattern of patterns) {
      assert.ok(
        Object.values(RowKind).some((kind) => new RegExp(pattern).test(kind)),
        pattern,
      );
    }
  });

  it('name the same task type, problem matchers, and document scheme', () => {
    assert.deepEqual(
      contributes.taskDefinitions.map(({ type }: { type: string }) => type),
      [contributions.taskType],
    );
    const matchers = contributes.problemMatchers.map(({ name }: { name: string }) => name);
    assert.deepEqual(sorted(matchers), sorted(Object.values(ProblemMatcher)));
    const schemes = clauses.flatMap((clause) => /resourceScheme == ([\w-]+)/.exec(clause)?.[1] ?? []);
    assert.deepEqual(schemes, [contributions.responseScheme]);
  });

  it('name the same language, with a grammar that is there and its own editor defaults', () => {
    const { responseLanguage } = contributions;
    assert.deepEqual(
      contributes.languages.map(({ id }: { id: string }) => id),
      [responseLanguage],
    );
    const [grammar] = contributes.grammars;
    assert.equal(grammar.language, responseLanguage);
    assert.equal(JSON.parse(readFileSync(join(root, grammar.path), 'utf8')).scopeName, grammar.scopeName);
    assert.deepEqual(Object.keys(contributes.configurationDefaults), [`[${responseLanguage}]`]);
  });

  it('name the same editors, for the files they are for; other journals stay texts unless a person asks', () => {
    const { recordingEditor, recordingExtension, journalEditor, otherJournalEditor } = contributions;
    interface Editor {
      readonly viewType: string;
      readonly selector: unknown;
      readonly priority?: string;
    }
    assert.deepEqual(
      contributes.customEditors.map(({ viewType, selector, priority }: Editor) => [
        viewType,
        selector,
        priority,
      ]),
      [
        [recordingEditor, [{ filenamePattern: `*${recordingExtension}` }], undefined],
        [journalEditor, [{ filenamePattern: '**/.chaos/runs/*.json' }], undefined],
        [otherJournalEditor, [{ filenamePattern: '*journal*.json' }], 'option'],
      ],
    );
  });

  it('offer what can be done with a run where its report is shown', () => {
    const shown = (contributes.menus['editor/title'] as MenuItem[]).flatMap(({ command, when }) => {
      const pattern = /activeCustomEditorId =~ \/(.*)\//.exec(when ?? '')?.[1];
      const { journalEditor, otherJournalEditor } = contributions;
      const isThere = [journalEditor, otherJournalEditor].every(
        (id) => pattern && new RegExp(pattern).test(id),
      );
      return isThere ? [command] : [];
    });
    assert.deepEqual(shown, [Command.runAgain, Command.compareRuns, Command.exportRun]);
  });

  it('explain experiments by a schema that is there, and take it to nothing else', () => {
    const associations: { fileMatch: string; url: string }[] = [
      ...contributes.jsonValidation,
      ...contributes.yamlValidation, // of Red Hat's YAML extension, which takes no list of names
    ];
    const schema = './schemas/chaos-experiment.editor.schema.json';
    assert.deepEqual(
      associations.map(({ fileMatch, url }) => [fileMatch, url]),
      ['*.chaos.json', '*.chaos.yaml', '*.chaos.yml'].map((name) => [name, schema]),
    );
    assert.ok(existsSync(join(root, schema)));
  });

  it('offer exports where a recording is shown', () => {
    const shown = (contributes.menus['editor/title'] as MenuItem[])
      .filter(({ when }) => when === `activeCustomEditorId == ${contributions.recordingEditor}`)
      .map(({ command }) => command);
    assert.deepEqual(shown, [Command.exportReport, Command.exportExperiment]);
  });

  it('activate the extension for the same reasons', () => {
    assert.deepEqual(manifest.activationEvents, contributions.activationEvents);
  });

  it('keep settings that lead to other machines and programs from folders that are not trusted', () => {
    const { properties } = contributes.configuration;
    const { untrustedWorkspaces } = manifest.capabilities;
    const restricted: string[] = untrustedWorkspaces.restrictedConfigurations;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    const machine = Object.keys(properties).filter((id) => /^machine/.test(properties[id].scope ?? ''));
    assert.deepEqual(
      machine.filter((id) => !restricted.includes(id)),
      [],
    );
    assert.ok(restricted.every((id) => id in properties));
    // No folder at all may name these.
    assert.deepEqual(
      machine.filter((id) => properties[id].scope === 'machine'),
      [Setting.allowRealAws, Setting.dockerHost],
    );
  });

  it('have a setting for no secret', () => {
    const ids = Object.keys(contributes.configuration.properties);
    assert.deepEqual(
      ids.filter((id) => /token|secret|password|key$/i.test(id)),
      [],
    );
  });

  it('have a welcome text for each state in which a view is empty', () => {
    // A failed engine has rows: what helps.
    const states = ['stopped', 'starting', 'ready', 'without-chaos'];
    for (const state of states) {
      for (const task of ['none', 'deploy', 'destroy']) {
        for (const discovered of [true, false]) {
          const shown = welcomes.filter(
            ({ view, when }) => view === View.endpoints && holds(when, { state, task, discovered }),
          );
          assert.equal(shown.length, 1, `${state}, ${task}, ${discovered ? '' : 'not '}discovered`);
        }
      }
    }
  });
});

/** Enough of VS Code's language for the welcome texts: `&&` of comparisons. */
const holds = (when: string, now: { state: string; task: string; discovered: boolean }): boolean =>
  when.split(' && ').every((term) => {
    const value = (key: string | undefined) =>
      ({ [Context.engine]: now.state, [Context.task]: now.task })[key ?? ''];
    const [, left, right] = /^([\w.]+) == ([\w-]+)$/.exec(term) ?? [];
    if (left) return value(left) === right;
    const [, key, pattern] = /^([\w.]+) =~ \/(.*)\/$/.exec(term) ?? [];
    if (key) return new RegExp(pattern ?? '').test(value(key) ?? '');
    if (term === Context.discovered) return now.discovered;
    if (term === `!${Context.discovered}`) return !now.discovered;
    throw new Error(`Not understood: ${term}`);
  });
