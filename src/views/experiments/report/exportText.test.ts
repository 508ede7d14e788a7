import assert from 'node:assert/strict';
import * as library from '../../../core/experiments/library';
import { deviatedJournal } from '../../../core/experiments/report/testJournal';
import { exportText, reportFilters } from './exportText';

describe('exportText', () => {
  it('is in the form that the file is named for', () => {
    const first = (path: string) => exportText(path, { journal: deviatedJournal }, library).split('\n')[0];
    assert.deepEqual(['/w/a.html', '/w/a.MD', '/w/a.xml', '/w/a'].map(first), [
      '<!DOCTYPE html>',
      '# 1 experiment: 1 deviated',
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<!DOCTYPE html>',
    ]);
  });

  it('knows each form that is offered', () => {
    const offered = Object.values(reportFilters).flat();
    const forms = offered.map((name) => exportText(`a.${name}`, { journal: deviatedJournal }, library));
    assert.equal(new Set(forms).size, offered.length);
  });
});
