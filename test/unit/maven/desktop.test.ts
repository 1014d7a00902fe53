import { describe, expect, test } from 'vitest';
import { artifact, bootParent, execution, plugin, plugins, pom, single } from './support.js';

const main = (body: string, header = '') =>
  `package a;\n${header}\npublic class App { public static void main(String[] args) { ${body} } }\n`;
const reasonOf = (files: Record<string, string>, text = pom()) => {
  const found = artifact(single(text, files));
  return found.kind === 'none' ? found.reason : undefined;
};
const APP = 'src/main/java/a/App.java';
const FRAME = {
  'src/main/java/a/Frame1.java': 'package a;\nimport javax.swing.*;\npublic class Frame1 extends JFrame {}\n',
};

describe('a program that opens a window is none for a container', () => {
  test.each<[name: string, files: Record<string, string>, toolkit: string]>([
    [
      'JavaFX',
      {
        [APP]:
          'package a;\nimport javafx.application.Application;\npublic class App extends Application {\n  public static void main(String[] args) { launch(); }\n}\n',
      },
      'JavaFX',
    ],
    ['Swing', { [APP]: main('new JFrame("x").setVisible(true);', 'import javax.swing.JFrame;') }, 'Swing'],
    ['a window of another class', { [APP]: main('new Frame1();'), ...FRAME }, 'Swing'],
    ['started by its class', { [APP]: main('Frame1.main(args);'), ...FRAME }, 'Swing'],
    ['libGDX', { [APP]: main('new Lwjgl3Application(new Game(), config);') }, 'libGDX'],
  ])('%s', (_name, files, toolkit) => {
    expect(reasonOf(files)).toMatchObject({ is: 'desktop', toolkit });
  });

  test('a shaded jar too', () => {
    const shade = plugin(
      'maven-shade-plugin',
      execution(
        'shade',
        '<configuration><transformers><transformer><mainClass>a.App</mainClass></transformer></transformers></configuration>',
      ),
    );
    expect(reasonOf({ [APP]: main('new Frame1();'), ...FRAME }, pom(plugins(shade)))).toMatchObject({
      is: 'desktop',
    });
  });
});

describe('what stays a program', () => {
  test.each<[name: string, files: Record<string, string>, text?: string]>([
    ['one beside windows that it does not open', { [APP]: main('run();'), ...FRAME }],
    [
      'an Application of JAX-RS',
      {
        [APP]: main('run();'),
        'src/main/java/a/Api.java':
          'import jakarta.ws.rs.core.Application;\nclass Api extends Application {}\n',
      },
    ],
    [
      'one that can do without',
      { [APP]: main('if (args[0].equals("--nogui")) serve(); else new Frame1();'), ...FRAME },
    ],
    [
      'images drawn without a screen',
      { [APP]: main('new BufferedImage(1, 1, 1);', 'import java.awt.image.*;') },
    ],
    [
      'Spring Boot',
      { [APP]: main('new Frame1();'), ...FRAME },
      pom(bootParent('3.5.1') + plugins(plugin('spring-boot-maven-plugin'))),
    ],
  ])('%s', (_name, files, text) => {
    expect(reasonOf(files, text)).toBeUndefined();
  });
});
