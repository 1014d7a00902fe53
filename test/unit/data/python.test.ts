import { describe, expect, test } from 'vitest';
import { dataEcosystem } from '../../../generators/ecosystems/data/index.js';
import { decide } from '../../../generators/plan/decision.js';
import type { Wishes } from '../../../generators/plan/wishes.js';
import { mapProject } from '../../../generators/project/map.js';
import { catalog, dockerfile } from './support.js';

const template = catalog.templates.python;
if (template === undefined) throw new Error('there is no templates/python');
const python = dataEcosystem(template);

type Files = Record<string, string>;

function planOf(files: Files, wishes: Wishes = {}) {
  const project = mapProject(files);
  const [detection] = python.detect(project, wishes, catalog);
  if (detection === undefined) throw new Error('no app');
  const plan = python.plan({ project, detection, wishes, catalog });
  const value = (name: string) => plan.variables[name]?.value;
  return { plan, value, start: (value('entrypoint') as string[]).join(' ') };
}

const FASTAPI = 'from fastapi import FastAPI\napp = FastAPI()\n';
const FLASK = 'from flask import Flask\napp = Flask(__name__)\n';
const MANAGE = 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n';
const asgi = (target: string, port = 8000) => `uvicorn ${target} --host 0.0.0.0 --port ${port}`;
const wsgi = (target: string, port = 8000) => `gunicorn --bind 0.0.0.0:${port} ${target}`;

describe('what starts', () => {
  test.each<[string, Files, string]>([
    ['FastAPI', { 'requirements.txt': 'fastapi\nuvicorn\n', 'main.py': FASTAPI }, asgi('main:app')],
    [
      'a package',
      { 'requirements.txt': 'fastapi', 'app/main.py': `from app.db import x\n${FASTAPI}`, 'app/db.py': '' },
      asgi('app.main:app'),
    ],
    [
      'a package below src',
      {
        'requirements.txt': 'fastapi',
        'src/shop/main.py': `from shop.db import x\n${FASTAPI}`,
        'src/shop/db.py': '',
      },
      asgi('shop.main:app'),
    ],
    [
      'a folder that imports what lies beside it',
      {
        'requirements.txt': 'fastapi',
        'backend/main.py': `from db import x\n${FASTAPI}`,
        'backend/db.py': '',
      },
      asgi('main:app'),
    ],
    [
      'an object with a type and a port of its own',
      {
        'requirements.txt': 'fastapi',
        'main.py': 'api: FastAPI = FastAPI()\nif __name__ == "__main__":\n    uvicorn.run(api, port=9000)\n',
      },
      asgi('main:api', 9000),
    ],
    [
      'a factory',
      { 'requirements.txt': 'fastapi', 'app/main.py': 'def create_app():\n    return FastAPI()\n' },
      'uvicorn --factory app.main:create_app --host 0.0.0.0 --port 8000',
    ],
    ['Flask', { 'requirements.txt': 'Flask==3.0', 'app.py': FLASK }, wsgi('app:app')],
    [
      'a factory of Flask',
      {
        'requirements.txt': 'flask',
        'shop/__init__.py': 'def create_app(config=None):\n    return Flask(__name__)\n',
      },
      wsgi('shop:create_app()'),
    ],
    [
      'what a factory made',
      {
        'requirements.txt': 'flask',
        'run.py': 'from shop import create_app\napp = create_app()\n',
        'shop/__init__.py': 'def create_app():\n    pass\n',
      },
      wsgi('run:app'),
    ],
    [
      'waitress where the project lists it',
      { 'requirements.txt': 'flask\nwaitress', 'app.py': FLASK },
      'waitress-serve --listen=0.0.0.0:8000 app:app',
    ],
    [
      'what the Procfile names',
      {
        'requirements.txt': 'flask\ngunicorn',
        'a.py': FLASK,
        'b.py': FLASK,
        Procfile: 'web: gunicorn b:app --log-file -',
      },
      wsgi('b:app'),
    ],
    [
      'a script of the Procfile',
      { 'requirements.txt': 'fastapi', 'main.py': FASTAPI, 'start.py': '', Procfile: 'web: python start.py' },
      'python start.py',
    ],
    [
      'Django',
      { 'requirements.txt': 'django', 'manage.py': MANAGE, 'shop/wsgi.py': '' },
      wsgi('shop.wsgi:application'),
    ],
    [
      'Django below a folder',
      { 'requirements.txt': 'django', 'site/manage.py': MANAGE, 'site/shop/wsgi.py': '' },
      wsgi('shop.wsgi:application'),
    ],
    [
      'Django whose settings name the module that it had before',
      {
        'requirements.txt': 'django',
        'manage.py': MANAGE,
        'shop/settings.py': "WSGI_APPLICATION = 'old_shop.wsgi.application'\n",
        'shop/wsgi.py': '',
      },
      wsgi('shop.wsgi:application'),
    ],
    [
      'Django whose settings name another object than usual',
      {
        'requirements.txt': 'django',
        'manage.py': MANAGE,
        'shop/settings.py': "WSGI_APPLICATION = 'shop.server.handler'\n",
        'shop/server.py': '',
      },
      wsgi('shop.server:handler'),
    ],
    [
      'Streamlit',
      { 'requirements.txt': 'streamlit', 'app.py': 'import streamlit as st\n' },
      'streamlit run app.py --server.address=0.0.0.0 --server.port=8501',
    ],
    ['a script', { 'requirements.txt': 'requests', 'main.py': 'print(1)\n' }, 'python main.py'],
    [
      'a command',
      {
        'pyproject.toml':
          '[project]\nname = "census"\n[project.scripts]\nlint = "x:y"\ncensus = "census:main"\n[build-system]\nrequires = ["hatchling"]\n',
      },
      'census',
    ],
    ['python -m', { 'requirements.txt': 'requests', 'bot_app/__main__.py': '' }, 'python -m bot_app'],
  ])('%s', (_, files, start) => {
    expect(planOf(files).start).toBe(start);
  });

  test('a folder that imports what lies beside it is where the app starts', () => {
    const files = { 'requirements.txt': 'fastapi', 'api/main.py': `import db\n${FASTAPI}`, 'api/db.py': '' };
    expect(planOf(files).value('workdir')).toBe('/app/api');
  });
});

describe('what installs', () => {
  const project = '[project]\nname = "shop"\ndependencies = ["fastapi"]\n';
  const poetry =
    '[tool.poetry]\nname = "shop"\n[tool.poetry.dependencies]\npython = "^3.12"\nfastapi = "*"\n';
  test.each<[string, Files, string]>([
    ['uv', { 'pyproject.toml': project, 'uv.lock': '' }, 'uv sync --frozen --no-dev --no-install-project'],
    ['no lock', { 'pyproject.toml': project }, 'uv sync --no-dev --no-install-project'],
    [
      'poetry',
      { 'pyproject.toml': poetry, 'poetry.lock': '' },
      '/opt/poetry/bin/poetry install --only main --no-root --no-interaction',
    ],
    [
      'pipenv',
      { Pipfile: '[packages]\nfastapi = "*"\n', 'Pipfile.lock': '{}' },
      '/opt/pipenv/bin/pipenv sync',
    ],
    ['pip', { 'requirements.txt': 'fastapi' }, 'pip --python /venv install -r requirements.txt'],
    [
      'a list in a folder',
      { 'requirements/base.txt': 'fastapi', 'pyproject.toml': '' },
      'pip --python /venv install -r requirements/base.txt',
    ],
  ])('%s', (_, files, install) => {
    const { value } = planOf({ ...files, 'main.py': FASTAPI });
    const [first = ''] = String(value('install')).split(' \\\n');
    expect(first.replace(/ uvicorn$/, '')).toBe(install);
  });

  test.each([
    ['3.7', 'pipenv==2023.10.3', 'poetry==1.5.1'],
    ['3.8', 'pipenv==2024.4.1', 'poetry==1.8.5'],
    ['3.9', 'pipenv==2025.0.4', 'poetry==2.2.1'],
    ['3.10', 'pipenv==2026.10.3', 'poetry==2.5.1'],
  ])('the tool is one that starts with Python %s', (version, pipenv, other) => {
    const files = { '.python-version': version, 'main.py': FASTAPI };
    const tool = (more: Files) => planOf({ ...files, ...more }).value('tool');
    expect(tool({ Pipfile: '[packages]\nfastapi = "*"\n', 'Pipfile.lock': '{}' })).toBe(pipenv);
    expect(tool({ 'pyproject.toml': poetry, 'poetry.lock': '' })).toBe(other);
  });

  test('Python 3.6 has its pip in the environment, for none works from outside', () => {
    const install = (version: string) => {
      const files = {
        '.python-version': version,
        'requirements.txt': 'flask\ngunicorn\n',
        'main.py': 'print(1)',
      };
      const text = dockerfile(planOf(files).plan);
      return [/python3 -m venv.*/.exec(text)?.[0], /\S*pip .*install/.exec(text)?.[0]];
    };
    expect(install('3.6')).toEqual(['python3 -m venv /venv', '/venv/bin/pip install']);
    expect(install('3.7')).toEqual(['python3 -m venv --without-pip /venv', 'pip --python /venv install']);
  });

  test('lists that a list includes are copied as well', () => {
    const files = { 'requirements.txt': '-r base.txt\n', 'base.txt': 'fastapi', 'main.py': 'print(1)' };
    expect(planOf(files).value('manifests')).toEqual(['requirements.txt', 'base.txt']);
  });

  test('what is for Windows alone is taken out of a list', () => {
    const of = (list: string) => {
      const { value } = planOf({ 'requirements.txt': list, 'main.py': 'print(1)' });
      return { windows: value('windows'), tidies: String(value('install')).startsWith('sed -i') };
    };
    expect(of('requests\npywin32==306\n')).toEqual({ windows: ['pywin32'], tidies: true });
    expect(of('pywin32==306; sys_platform == "win32"\n')).toEqual({ windows: [], tidies: false });
  });

  test('a server is added only where none is listed', () => {
    const of = (list: string) => planOf({ 'requirements.txt': list, 'main.py': FASTAPI }).value('extra');
    expect([of('fastapi'), of('fastapi\nuvicorn'), of('fastapi[standard]')]).toEqual(['uvicorn', null, null]);
  });
});

describe('the version of Python', () => {
  test.each<[string, Files, string]>([
    ['nothing', {}, '3.13'],
    ['.python-version', { '.python-version': '3.11.4\n' }, '3.11'],
    ['runtime.txt', { 'runtime.txt': 'python-3.10.2' }, '3.10'],
    ['a range', { 'pyproject.toml': '[project]\nname = "x"\nrequires-python = ">=3.10,<3.13"\n' }, '3.12'],
    [
      'a range that allows the usual one',
      { 'pyproject.toml': '[project]\nname = "x"\nrequires-python = ">=3.10"\n' },
      '3.13',
    ],
    ['an old package', { 'requirements.txt': 'requests\nnumpy==1.24.2\n' }, '3.11'],
    ['the oldest of several', { 'requirements.txt': 'numpy==1.24.2\nMarkupSafe==2.0.1\n' }, '3.10'],
    [
      'an old package in a range',
      {
        'requirements.txt': 'numpy==1.26.4\n',
        'pyproject.toml': '[project]\nname = "x"\nrequires-python = ">=3.10"\n',
      },
      '3.12',
    ],
    [
      'an old package and a version that is asked for',
      { 'requirements.txt': 'numpy==1.24.2\n', '.python-version': '3.12' },
      '3.12',
    ],
    ['a package of today', { 'requirements.txt': 'numpy==2.3.1\n' }, '3.13'],
  ])('%s', (_, files, version) => {
    expect(planOf({ 'requirements.txt': 'requests', 'main.py': '', ...files }).value('languageVersion')).toBe(
      version,
    );
  });
});

describe('bases', () => {
  const refused = (files: Files, wishes: Wishes = {}) =>
    planOf(files, wishes)
      .plan.bases.filter(({ refused: reason }) => reason !== undefined)
      .map(({ base }) => base);
  test.each<[string, Files, string[]]>([
    ['wheels alone', { 'requirements.txt': 'fastapi' }, ['scratch']],
    [
      'another Python',
      { 'requirements.txt': 'fastapi', '.python-version': '3.12' },
      ['distroless', 'scratch'],
    ],
    ['a C library', { 'requirements.txt': 'fastapi\npsycopg2' }, ['distroless', 'scratch']],
    ['glibc alone', { 'requirements.txt': 'fastapi\ntorch' }, ['alpine', 'scratch']],
  ])('%s', (_, files, bases) => {
    expect(refused({ 'main.py': FASTAPI, ...files })).toEqual(bases);
  });

  test('a start command goes in front of what the image starts by itself', () => {
    const files = { 'requirements.txt': 'fastapi', 'main.py': FASTAPI };
    const startCommand = decide('python main.py', { flag: 'start-command' });
    const on = (base: 'slim' | 'distroless') => {
      const { value } = planOf(files, { startCommand, base: decide(base, { flag: 'base' }) });
      return { entrypoint: value('entrypoint'), cmd: value('cmd') };
    };
    expect(on('slim')).toEqual({ entrypoint: [], cmd: ['python', 'main.py'] });
    expect(on('distroless')).toEqual({ entrypoint: ['python', 'main.py'], cmd: [] });
  });
});

describe('packages of the system', () => {
  const files = { 'requirements.txt': 'flask\npsycopg2==2.9.9\n', 'app.py': FLASK };
  test.each<['slim' | 'alpine', string[], string[]]>([
    ['slim', ['gcc', 'libc6-dev', 'libpq-dev'], ['libpq5']],
    ['alpine', ['gcc', 'musl-dev', 'libpq-dev'], ['libpq']],
  ])('%s', (base, build, runtime) => {
    const { value } = planOf(files, { base: decide(base, { flag: 'base' }) });
    const [debian, alpine] = [value('aptBuild'), value('apkBuild')];
    expect(base === 'slim' ? debian : alpine).toEqual(build);
    expect(base === 'slim' ? value('aptRuntime') : value('apkRuntime')).toEqual(runtime);
  });
});

describe('Django gathers static files', () => {
  const settings = (text: string) => ({
    'requirements.txt': 'django',
    'manage.py': MANAGE,
    'shop/settings.py': text,
    'shop/wsgi.py': '',
  });
  test.each<[string, string, string | null]>([
    ['without STATIC_ROOT', 'STATIC_URL = "static/"', null],
    ['with it', 'STATIC_ROOT = BASE_DIR / "static"', 'python manage.py collectstatic --noinput'],
    [
      'with a key from the environment',
      'SECRET_KEY = os.environ["SECRET_KEY"]\nDEBUG = config("DEBUG", cast=bool)\nSTATIC_ROOT = "x"',
      'SECRET_KEY=unused DEBUG=False python manage.py collectstatic --noinput',
    ],
    [
      'with addresses of services from the environment',
      'DATABASES = {"default": env.db("SHOP_DATABASE_URL")}\nX = env.str("SHOP_REDIS_URL")\nSTATIC_ROOT = "x"',
      'SHOP_DATABASE_URL=sqlite:///:memory: SHOP_REDIS_URL=redis://unused python manage.py collectstatic --noinput',
    ],
  ])('%s', (_, text, command) => {
    expect(planOf(settings(text)).value('collects')).toBe(command);
  });

  test('not where that would send them to a storage elsewhere', () => {
    const collects = (text: string, packages: string) => {
      const files = settings(`STATIC_ROOT = "x"\n${text}`);
      return planOf({ ...files, 'requirements.txt': `django\n${packages}` }).value('collects') !== null;
    };
    const s3 = 'STORAGES = {\n    "staticfiles": {\n        "BACKEND": "shop.storages.Static",\n    },\n}\n';
    const here = 'if DEBUG:\n    STATICFILES_STORAGE = "whitenoise.storage.CompressedStaticFilesStorage"\n';
    expect([collects(s3, 'django-storages[boto3]'), collects(s3, 'whitenoise')]).toEqual([false, true]);
    expect(collects(s3 + here, 'django-storages\nwhitenoise')).toBe(true);
  });
});

test.each<[string, string, boolean]>([
  ['that are not there', 'blog.settings', true],
  ['of its own', 'shop.settings.production', false],
])('of Django, settings %s in wsgi.py', (_, named, replaced) => {
  const { value } = planOf({
    'requirements.txt': 'django',
    'manage.py': MANAGE,
    'shop/settings.py': '',
    'shop/wsgi.py': `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "${named}")\n`,
  });
  const set = { name: 'DJANGO_SETTINGS_MODULE', value: 'shop.settings' };
  expect((value('environment') as unknown[]).some((one) => JSON.stringify(one) === JSON.stringify(set))).toBe(
    replaced,
  );
});

describe('what is no app', () => {
  test.each<[string, Files, string]>([
    [
      'a library',
      {
        'pyproject.toml': '[project]\nname = "x"\n[build-system]\nrequires = ["hatchling"]\n',
        'src/x/__init__.py': '',
      },
      'is a library',
    ],
    ['a notebook', { 'requirements.txt': 'pandas', 'study.ipynb': '{}' }, 'study.ipynb is a notebook'],
    ['windows', { 'requirements.txt': 'pygame', 'main.py': 'import pygame' }, 'a container has no screen'],
    ['no list of packages', { 'manage.py': MANAGE }, 'nothing lists the packages'],
    ['no program', { 'requirements.txt': 'requests', 'util.py': 'x = 1' }, 'no program'],
  ])('%s', (_, files, message) => {
    expect(() => python.detect(mapProject(files), {}, catalog)).toThrow(message);
  });

  test.each<[string, Files]>([
    ['documentation', { 'docs/requirements.txt': 'mkdocs\n', 'docs/conf.py': '', 'go.mod': 'module x' }],
    ['settings of tools', { 'pyproject.toml': '[tool.black]\n', 'package.json': '{}' }],
    [
      'packages of a script',
      { 'scripts/requirements.txt': 'requests', 'scripts/util.py': '', 'pom.xml': '' },
    ],
  ])('%s in a repository of another language', (_, files) => {
    expect(python.detect(mapProject(files), {}, catalog)).toEqual([]);
  });
});

describe('settings that it does not start without', () => {
  const flags = (files: Files) => (planOf(files).plan.runFlags ?? []).map(({ value }) => value);
  const django = (text: string) => ({
    'requirements.txt': 'django',
    'manage.py': MANAGE,
    'shop/settings/__init__.py': 'from .base import *\n',
    'shop/settings/parts/base.py': text,
    'shop/wsgi.py': '',
  });
  const fastapi = (text: string) => ({ 'requirements.txt': 'fastapi', 'main.py': `${text}\n${FASTAPI}` });
  test.each<[string, Files, string[]]>([
    ['settings of Django', django('DATABASES = {\n    "default": env.db("SHOP_DB"),\n}\n'), ['-e SHOP_DB']],
    ['a type', django('PORT_OF_MAIL = config("MAIL_PORT", cast=int)\n'), ['-e MAIL_PORT']],
    ['a default', django('A = env("A", default="1")\nB = config("B", "")\n# C = env("C")\n'), []],
    ['a declared default', django('env = environ.Env(\n    DEBUG=(bool, False),\n)\nX = env("DEBUG")\n'), []],
    ['a module', fastapi('TOKEN: str = os.environ["TOKEN"]'), ['-e TOKEN']],
    ['a function', fastapi('def later():\n    return os.environ["TOKEN"]\n'), []],
    ['what may be absent', fastapi('TOKEN = os.getenv("TOKEN")'), []],
    [
      'settings of pydantic',
      fastapi('class Settings(BaseSettings):\n    DSN: str\n    KEY: str = Field(...)\n    A: str = "a"\n'),
      ['-e DSN', '-e KEY'],
    ],
    [
      'a prefix',
      fastapi('class S(BaseSettings):\n    model_config = {"env_prefix": "X_"}\n    DSN: str\n'),
      [],
    ],
  ])('%s', (_, files, expected) => {
    expect(flags(files)).toEqual(expected);
  });
});

test.each<[string, string[] | null]>([
  ['psutil', []],
  ['psutil==7.2.2', []],
  ['psutil==7.1.3', ['gcc', 'musl-dev', 'linux-headers']],
  ['psutil==5.9.8', ['gcc', 'musl-dev', 'linux-headers']],
  ['pyodbc==5.2.0', ['gcc', 'g++', 'musl-dev', 'unixodbc-dev']],
  ['pyodbc==5.3.0', []],
  ['pyuwsgi', []],
  ['uwsgi', ['gcc', 'musl-dev', 'linux-headers']],
])('what Alpine compiles %s with', (line, packages) => {
  const files = { 'requirements.txt': `flask\n${line}\n`, 'app.py': FLASK };
  expect(planOf(files, { base: decide('alpine', { flag: 'base' }) }).value('apkBuild')).toEqual(packages);
});
