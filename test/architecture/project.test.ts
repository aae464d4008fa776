import assert from 'node:assert/strict';
import { errorCodes } from '../../lib/src/base/error-codes.data.ts';
import { checkDocumentLinks, checkFolderReadmes } from './documents.ts';
import { checkErrorCodeUse } from './error-code-use.ts';
import { checkFileNames, checkFileSizes } from './file-shape.ts';
import { checkForbiddenCode, realTimeExceptions } from './forbidden-code.ts';
import { checkImportCycles } from './import-cycles.ts';
import { checkImportDirections } from './import-directions.ts';
import { checkIntegrationShape } from './integration-shape.ts';
import { checkDeclaredPackages, checkFrameworkFolders } from './package-use.ts';
import { checkProjectWords } from './project-words.ts';
import { readTree } from './source-tree.ts';
import { formatViolations } from './violation.ts';
import type { Checker, Files } from './violation.ts';

const rules: Record<string, Checker> = {
  'imports only in the directions that the packages and layers allow': checkImportDirections,
  'keeps each third-party framework in its one folder': checkFrameworkFolders,
  'declares every package that it imports in that workspace': checkDeclaredPackages,
  'has no modules that load each other': checkImportCycles,
  'has no file above the size limit': checkFileSizes,
  'names files after what they hold, in kebab-case': checkFileNames,
  'takes time, randomness, errors and output only from where they belong': checkForbiddenCode,
  'gives every integration the same shape': checkIntegrationShape,
  'uses error codes that exist, with the class that carries them': (files) =>
    checkErrorCodeUse(files, errorCodes),
  'has documents whose links and paths lead somewhere': checkDocumentLinks,
  'has a README of one page in every folder of the first two levels': checkFolderReadmes,
  'contains no words of a workplace and nothing unfinished': checkProjectWords,
};

describe('the project', () => {
  let files: Files;
  before(() => {
    files = readTree();
  });

  for (const [title, check] of Object.entries(rules)) {
    it(title, () => {
      const violations = check(files);
      if (violations.length > 0)
        assert.fail(`${violations.length} found:\n${formatViolations(violations)}\n`);
    });
  }

  it('has no exception for real time that is no longer needed', () => {
    assert.deepEqual(
      [...realTimeExceptions.keys()].filter((path) => !files.has(path)),
      [],
    );
  });
});
