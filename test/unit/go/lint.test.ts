import { describe, expect, it } from 'vitest';
import { decide } from '../../../generators/plan/decision.js';
import { planOf, program, values } from './support.js';

const MAIN = { 'main.go': program('\tfmt.Println("hello")', ['fmt']) };

const stageOf = (files: Record<string, string>) =>
  values(planOf({ ...MAIN, ...files }, { lint: decide(true, { flag: 'lint' }) })).test as {
    does: string;
    command: string;
  };

describe('--lint', () => {
  it('runs the linter that go.mod has as a tool, in its version', () => {
    const mod =
      'module example.com/shop\n\ngo 1.26\n\ntool github.com/golangci/golangci-lint/v2/cmd/golangci-lint\n';
    expect(stageOf({ 'go.mod': mod })).toMatchObject({
      does: 'lints with golangci-lint',
      command: expect.stringMatching(/^--mount=.*\n.*go tool golangci-lint run \.\/\.\.\.$/s),
    });
  });

  it('runs the one whose configuration is there, before the tests', () => {
    const { command, does } = stageOf({
      '.golangci.yml': 'version: "2"\nlinters:\n  default: standard\n',
      'main_test.go': 'package main\n',
    });
    expect(does).toMatch(/^lints with golangci-lint, then vets and tests/);
    expect(command).toMatch(
      /go run github\.com\/golangci\/golangci-lint\/v2\/cmd\/golangci-lint@v2\.[\d.]+ run \.\/\.\.\. \\\n && CGO_ENABLED=0 go vet/,
    );
    expect(command.match(/target=\/root\/\.cache\/go-build/g)).toHaveLength(1);
  });

  it('is refused for a configuration of an older version, with the command that helps', () => {
    expect(() => stageOf({ '.golangci.yml': 'linters:\n  enable: [gofmt]\n' })).toThrow(
      '.golangci.yml is of an older version of golangci-lint: run golangci-lint migrate',
    );
  });

  it('is refused where nothing lints', () => {
    expect(() => stageOf({})).toThrow(
      '--lint has nothing to run: neither go.mod nor a configuration names a linter',
    );
  });
});
