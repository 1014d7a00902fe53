import { describe, expect, test } from 'vitest';
import { decide } from '../../../generators/plan/decision.js';
import { portsIn, publishedIn } from '../../../generators/plan/ports.js';
import { planOf, program, values } from './support.js';

interface Found {
  ports: number[];
  environment?: { name: string; value: string }[];
  cmd?: string[];
}

const source = (body: string, imports = ['net/http', 'flag', 'os']) => ({
  'main.go': program(body, imports),
});

const HOST = { name: 'HOST', value: '0.0.0.0' };

describe('ports', () => {
  test.each<[string, string, Found]>([
    ['a literal', 'http.ListenAndServe(":8080", nil)', { ports: [8080] }],
    ['a literal with a host', 'http.ListenAndServe("0.0.0.0:3000", nil)', { ports: [3000] }],
    ['a field', 's := &http.Server{\n\tHandler: h,\n\tAddr: ":9000",\n}', { ports: [9000] }],
    ['net.Listen', 'net.Listen("tcp", ":50051")', { ports: [50051] }],
    ['none', 'fmt.Println("hi")', { ports: [] }],
    ['a client', 'redis.NewClient(&redis.Options{\n\tAddr: "localhost:6379",\n})', { ports: [] }],
    ['PORT with a default', 'p := os.Getenv("PORT")\nif p == "" {\n\tp = "3000"\n}', { ports: [3000] }],
    [
      'PORT without one',
      'p := os.Getenv("PORT")\nhttp.ListenAndServe(":"+p, nil)',
      { ports: [8080], environment: [{ name: 'PORT', value: '8080' }] },
    ],
    [
      'PORT that replaces a literal',
      'a := ":5000"\nif p := os.Getenv("PORT"); p != "" {\n\ta = ":" + p\n}',
      { ports: [5000], environment: [{ name: 'PORT', value: '5000' }] },
    ],
    [
      'PORT whose default is a constant',
      'const defaultPort = "3000"\np := os.Getenv("PORT")\nif p == "" {\n\tp = defaultPort\n}',
      { ports: [3000], environment: [] },
    ],
    [
      'PORT over what was set before',
      'listenPort := "3000"\n\tport := listenPort\n\tif os.Getenv("PORT") != "" {\n\t\tport = os.Getenv("PORT")\n\t}',
      { ports: [3000], environment: [] },
    ],
    [
      'PORT over a field that was filled before',
      'cfg := Config{Port: 3000}\n\tif v := os.Getenv("PORT"); v != "" {\n\t\tcfg.Port, _ = strconv.Atoi(v)\n\t}',
      { ports: [3000], environment: [] },
    ],
    [
      'PORT or its default behind a colon',
      'port := ":"\n\tif os.Getenv("PORT") != "" {\n\t\tport += os.Getenv("PORT")\n\t} else {\n\t\tport += "3000"\n\t}',
      { ports: [3000], environment: [] },
    ],
    [
      'PORT after another name of it',
      'port := os.Getenv("SHOP_PORT")\nif port == "" {\n\tport = os.Getenv("PORT")\n}\nif port == "" {\n\tport = "3000"\n}',
      { ports: [3000], environment: [] },
    ],
    [
      'a number turned into text',
      'const standard = 3000\np := getEnv("PORT", strconv.Itoa(standard))',
      { ports: [3000], environment: [] },
    ],
    ['a getter of any name', 'p := cast.ToInt(orElse("HTTP_PORT", "3000"))', { ports: [3000] }],
    ['no getter without a default', 'p := orElse("HTTP_PORT")', { ports: [] }],
    [
      'a name in localhost that is listened on',
      'const where = "localhost:2323"\nsrv := &http.Server{\n\tAddr: where,\n}',
      { ports: [2323] },
    ],
    ['a name in localhost that is not', 'const where = "localhost:2323"\nfmt.Println(where)', { ports: [] }],
    [
      'the address of another service',
      'addr := os.Getenv("USER_SERVICE_ADDR")\nif addr == "" {\n\taddr = "localhost:50055"\n}\nhttp.ListenAndServe(":3000", nil)',
      { ports: [3000], environment: [] },
    ],
    [
      'an address that is dialled',
      'addr := "localhost:50055"\nconn, err := grpc.NewClient(addr, opts)\nhttp.ListenAndServe(":3000", nil)',
      { ports: [3000] },
    ],
    [
      'its own address on localhost, which a variable moves',
      'addr := os.Getenv("BIND")\nif addr == "" {\n\taddr = "localhost:3000"\n}\nhttp.ListenAndServe(addr, nil)',
      { ports: [3000], environment: [{ name: 'BIND', value: '0.0.0.0:3000' }] },
    ],
    [
      'an address put together from a number',
      'port := 12582\nhttp.ListenAndServe(fmt.Sprintf(":%d", port), nil)',
      { ports: [12582] },
    ],
    ['an address put together from a constant', 'const port = "3000"\nr.Run(":" + port)', { ports: [3000] }],
    [
      'an address put together for a client',
      'port := 3000\nnet.Dial("tcp", "localhost:" + strconv.Itoa(port))\nhttp.ListenAndServe(":9000", nil)',
      { ports: [9000] },
    ],
    ['LDAP_PORT', 'getEnvInt("LDAP_PORT", 3389)', { ports: [] }],
    ['DB_PORT', 'os.Getenv("DB_PORT")', { ports: [] }],
    ['what Kubernetes sets', 'in := os.Getenv("KUBERNETES_SERVICE_PORT") != ""', { ports: [] }],
    ['a word that ends like one', 'hosts := os.Getenv("APP_IMPORT_HOSTS")', { ports: [] }],
    [
      'the address of the server that a client sends to',
      'flag.StringVar(&to, "smtp-addr", "localhost:1025", "SMTP server")',
      { ports: [] },
    ],
    [
      'the endpoint that a client asks',
      'cmd.Flags().StringP("endpoint", "e", "127.0.0.1:2748", "of a node")',
      { ports: [] },
    ],
    [
      'what completes an address',
      'addr := u.Host\naddr += ":443"\ntls.Dial("tcp", addr, nil)',
      { ports: [] },
    ],
    [
      'settings that the code fills',
      'c := Config{Server: Server{Port: 80, SSL: SSL{Port: 443}}, Database: DB{Port: 5432}}\ns.Serve(l)',
      { ports: [80] },
    ],
    [
      'settings filled with a constant',
      'const DefaultPort = 8085\nc := Config{Port: DefaultPort}\napp.Listen(c.Address)',
      { ports: [8085] },
    ],
    [
      'flags named by constants',
      'const portFlag = "port"\nconst metricsPortFlag = "management-port"\nflags.Int32P(portFlag, "p", 8013, "x")\nflags.Int32P(metricsPortFlag, "m", 8014, "x")',
      { ports: [8013] },
    ],
    [
      'what is open before what is not',
      'v.SetDefault("queue.addr", "127.0.0.1:4444")\nv.SetDefault("core.port", "8088")',
      { ports: [8088, 4444] },
    ],
    ['the default of a queue', 'v.SetDefault("queue.nsq.addr", "127.0.0.1:4150")', { ports: [] }],
    ['settings of a program that does not listen', 'c := Config{Port: 8080}', { ports: [] }],
    ['a datagram socket', 'addr, err := net.ResolveUDPAddr("udp", ":8899")', { ports: [] }],
    ['a made-up address', 'r.RemoteAddr = "127.0.0.1:65535"', { ports: [] }],
    ['an address with its network', 'a := parseAddress("tcp://:9091/")', { ports: [9091] }],
    ['a client with one', 'a := parseAddress("http://localhost:9091/")', { ports: [] }],
    [
      'metrics in a server of their own',
      'http.Handle("/metrics", promhttp.Handler())\ngo func() {\n\tsrv := &http.Server{\n\t\tAddr: ":2112",\n\t}\n\tsrv.ListenAndServe()\n}()\nhttp.ListenAndServe(":3000", mux)',
      { ports: [3000] },
    ],
    [
      'a host flag with a longer name',
      'flag.String("server.address", "127.0.0.1", "Address to bind to")\nflag.Int("port", 3000, "Port")',
      { ports: [3000], cmd: ['--server.address=0.0.0.0'] },
    ],
    [
      'the host of another server',
      'flag.String("log.address", "127.0.0.1", "Log server")\nflag.Int("port", 3000, "Port")',
      { ports: [3000], cmd: [] },
    ],
    [
      'telemetry beside the server',
      'v.SetDefault("telemetry.addr", ":9100")\nv.SetDefault("app.addr", ":8000")',
      { ports: [8000] },
    ],
    [
      'profiles on localhost beside the server',
      'go http.ListenAndServe("127.0.0.1:6060", nil)\nhttp.ListenAndServe(":8080", mux)',
      { ports: [8080] },
    ],
    [
      'an encrypted server, which waits for a certificate',
      'o := &Options{\n\tHTTPAddress: "0.0.0.0:4151",\n\tHTTPSAddress: "0.0.0.0:4152",\n}\nlisten(o)',
      { ports: [4151] },
    ],
    [
      'an encrypted server alone',
      'o := &Options{HTTPSAddress: "0.0.0.0:4152"}\nlisten(o)',
      { ports: [4152] },
    ],
    [
      'a variable that is listened on as it is',
      'app := fiber.New()\napp.Listen(os.Getenv("PORT"))',
      { ports: [8080], environment: [{ name: 'PORT', value: '0.0.0.0:8080' }] },
    ],
    [
      'a name that is listened on as it is',
      'port := os.Getenv("PORT")\nhttp.ListenAndServe(port, nil)',
      { ports: [8080], environment: [{ name: 'PORT', value: '0.0.0.0:8080' }] },
    ],
    [
      'a name that an address is made of first',
      'port := os.Getenv("PORT")\nport = ":" + port\nhttp.ListenAndServe(port, nil)',
      { ports: [8080], environment: [{ name: 'PORT', value: '8080' }] },
    ],
    [
      'a variable that an address is made of',
      'http.ListenAndServe(":" + os.Getenv("PORT"), nil)',
      { ports: [8080], environment: [{ name: 'PORT', value: '8080' }] },
    ],
    ['a port flag', 'port := flag.Int("port", 8000, "port")', { ports: [8000] }],
    ['an address flag', 'addr := flag.String("addr", ":4000", "x")', { ports: [4000] }],
    [
      'a flag on localhost',
      'addr := flag.String("addr", "localhost:4000", "x")',
      { ports: [4000], cmd: ['--addr=0.0.0.0:4000'] },
    ],
    [
      'an address variable on localhost',
      'a := getenv("LISTEN_ADDR", "127.0.0.1:7000")',
      { ports: [7000], environment: [{ name: 'LISTEN_ADDR', value: '0.0.0.0:7000' }] },
    ],
    [
      'a port below 1024 that can be moved',
      'p := getEnv("PORT", "80")',
      { ports: [8080], environment: [{ name: 'PORT', value: '8080' }] },
    ],
    [
      'a server beside another',
      'go http.ListenAndServe(":9090", metrics)\nhttp.ListenAndServe(":8080", nil)',
      { ports: [9090, 8080] },
    ],
    [
      'a flag of urfave/cli on localhost',
      'f := &cli.StringFlag{\n\tName: "listener",\n\tUsage: "127.0.0.1:9999",\n\tValue: "127.0.0.1:8080",\n}',
      { ports: [8080], cmd: ['--listener=0.0.0.0:8080'] },
    ],
    [
      '…with its variable',
      'f := &cli.StringFlag{\n\tName: "listener",\n\tValue: "127.0.0.1:8080",\n\tEnvVars: []string{"LISTENER"},\n}',
      { ports: [8080], environment: [{ name: 'LISTENER', value: '0.0.0.0:8080' }] },
    ],
    [
      'what a help shows',
      'f := &cli.StringFlag{\n\tName: "tls-listener",\n\tUsage: ":8443",\n}',
      { ports: [] },
    ],
    ['what is compared', 'isAddr := strings.HasSuffix(arg, ":6380") || addr == ":7000"', { ports: [] }],
    ['in a comment', '// http.ListenAndServe(":8080", nil)', { ports: [] }],
  ])('%s', (_name, body, { ports, environment = [], cmd = [] }) => {
    expect(values(planOf(source(body)))).toMatchObject({ ports, environment, cmd });
  });

  test.each(['c.Host += ":389"', 'addr := "localhost:4317"'])('%s is the port of another server', (body) => {
    expect(values(planOf(source(body))).ports).toEqual([]);
  });

  test('flags of the standard library are unknown to cobra', () => {
    const flags =
      'package api\n\nimport "flag"\n\nfunc init() { flag.StringVar(&host, "host", "localhost", "the IP to listen on") }\n';
    const root =
      'package main\n\nimport (\n\t"example.com/shop/api"\n\t"github.com/spf13/cobra"\n)\n\nfunc main() {\n\troot := &cobra.Command{Use: "shop", Run: run}\n\troot.Flags().Int("port", 3000, "port")\n\troot.Execute()\n}\n';
    const files = { 'main.go': root, 'api/flags.go': flags };
    expect(values(planOf(files))).toMatchObject({ ports: [3000], cmd: [] });
    const added = root.replace(
      'root.Execute()',
      'pflag.CommandLine.AddGoFlagSet(flag.CommandLine)\n\troot.Execute()',
    );
    expect(values(planOf({ ...files, 'main.go': added })).cmd).toEqual(['--host=0.0.0.0']);
  });

  test('gin serves 8080', () => {
    const files = source('r := gin.Default()\nr.Run()', ['github.com/gin-gonic/gin']);
    expect(values(planOf(files)).ports).toEqual([8080]);
  });

  test.each<[string, string, string, Found]>([
    [
      'github.com/cloudwego/hertz/pkg/app/server',
      'server.Default().Spin()',
      'Hertz',
      { ports: [8888], environment: [] },
    ],
    [
      'github.com/cloudwego/hertz/pkg/app/server',
      'server.New(server.WithHostPorts(addr)).Spin()',
      'Hertz that is told where',
      { ports: [] },
    ],
    [
      'github.com/cloudwego/hertz/pkg/app/server',
      'server.Default(server.WithHostPorts(":8001")).Spin()',
      'Hertz with an address',
      { ports: [8001] },
    ],
    ['github.com/go-fuego/fuego', 'fuego.NewServer().Run()', 'Fuego', { ports: [9999] }],
    ['github.com/beego/beego/v2/server/web', 'web.Run()', 'Beego', { ports: [8080] }],
    [
      'github.com/gobuffalo/buffalo',
      'buffalo.New(buffalo.Options{}).Serve()',
      'Buffalo',
      { ports: [3000], environment: [{ name: 'ADDR', value: '0.0.0.0' }] },
    ],
  ])('%s: %s, the default of %s', (path, body, _, { ports, environment = [] }) => {
    const plan = planOf({ ...source(body, [path]) });
    expect(values(plan)).toMatchObject({ ports, environment });
  });

  test('settings of Beego before its default', () => {
    const plan = planOf({
      ...source('web.Run()', ['github.com/beego/beego/v2/server/web']),
      'conf/app.conf': 'httpport = 8088\n',
    });
    expect(values(plan)).toMatchObject({ ports: [8088] });
  });

  test.each(['httpport = "${PORT||8000}"', 'httpport = ${PORT:-8000}'])(
    'a variable in settings: %s',
    (line) => {
      const files = {
        ...source('web.Run()', ['github.com/beego/beego/v2/server/web']),
        'conf/app.conf': `${line}\n`,
      };
      expect(values(planOf(files))).toMatchObject({ ports: [8000], environment: [] });
      const moved = planOf(files, { port: decide(9000, { flag: 'port' }) });
      expect(values(moved)).toMatchObject({ ports: [9000], environment: [{ name: 'PORT', value: '9000' }] });
    },
  );

  test('the only settings in a folder of settings before a default in the code', () => {
    const code = source(
      'p := flag.String("config", "configs/apiserver.toml", "")\n\ttoml.DecodeFile(*p, &c)\n\thttp.ListenAndServe(c.BindAddr, nil)',
      ['github.com/BurntSushi/toml', 'flag', 'net/http'],
    );
    const filled = `${code['main.go']}\nfunc newConfig() *Config { return &Config{BindAddr: ":8080"} }\n`;
    const plan = planOf({ 'main.go': filled, 'configs/apiserver.toml': 'bind_addr = ":8082"\n' });
    expect((values(plan).ports as number[])[0]).toBe(8082);
  });

  test('settings in struct tags', () => {
    const config =
      'type Config struct {\n\tPort int `env:"APP_PORT" envDefault:"8081"`\n\tAdmin int `env:"ADMIN_PORT, default=8082"`\n\tDBPort int `env:"DB_PORT" envDefault:"5432"`\n}\n';
    const files = { 'main.go': `package main\n\n${config}\nfunc main() {}\n` };
    expect(values(planOf(files)).ports).toEqual([8081, 8082]);
  });

  test.each<[string, string, Found]>([
    [
      'an address without a default, whose help says what it is',
      'Listen string `long:"listen" env:"LISTEN" description:"listen on host:port (default: 127.0.0.1:80)"`',
      { ports: [8080], environment: [{ name: 'LISTEN', value: '0.0.0.0:8080' }] },
    ],
    [
      '…with an example of its port',
      'ListenAddr string `env:"LISTEN_ADDR" help:"addr:port, like :9000"`',
      { ports: [9000], environment: [{ name: 'LISTEN_ADDR', value: '0.0.0.0:9000' }] },
    ],
    ['…but may be a host alone', 'Listen string `env:"LISTEN" description:"interface"`', { ports: [] }],
    ['…or another server', 'Upstream string `env:"UPSTREAM" description:"host:port"`', { ports: [] }],
  ])('%s', (_name, field, { ports, environment = [] }) => {
    const files = { 'main.go': `package main\n\ntype Config struct {\n\t${field}\n}\n\nfunc main() {}\n` };
    expect(values(planOf(files))).toMatchObject({ ports, environment });
  });

  test.each<[string, string, Found]>([
    ['a literal', 'cfg := Config{Port: "6157"}\n\t_ = cfg', { ports: [6157] }],
    ['a constant', 'var cfg Config\n\tcfg.Port = defaultPort', { ports: [7070] }],
    ['another server', 'cfg := Config{Port: "5432"}\n\t_ = cfg', { ports: [8080] }],
  ])('a default that the code gives a field: %s', (_name, body, { ports }) => {
    const config = 'const defaultPort = 7070\n\ntype Config struct {\n\tPort string `env:"SHOP_PORT"`\n}\n';
    const files = { 'main.go': `package main\n\n${config}\nfunc main() {\n\t${body}\n}\n` };
    const environment = ports[0] === 8080 ? [{ name: 'SHOP_PORT', value: '8080' }] : [];
    expect(values(planOf(files))).toMatchObject({ ports, environment });
  });

  test('addresses in a file that is opened', () => {
    const files = {
      ...source('load("config/app.yaml")'),
      'config/app.yaml':
        'server:\n  http:\n    addr: 0.0.0.0:8000\n  grpc:\n    addr: :9000\nredis:\n  addr: 127.0.0.1:6379\nmysql:\n  addr: :7777\n',
    };
    expect(values(planOf(files)).ports).toEqual([8000, 9000]);
  });

  test.each<[string, string, number[]]>([
    ['PORT', 'DB_PORT=7777\nPORT=3100\n', [3100]],
    ['an address', 'SERVER_ADDRESS=:8181 # here\nREDIS_ADDR=:6380\n', [8181]],
    ['no port', 'DB_PORT=7777\nREPORT=8080\n', []],
  ])('the example of the environment: %s', (_name, text, ports) => {
    const files = { ...source('r.Run(env.ServerAddress)'), '.env.example': text };
    expect(values(planOf(files)).ports).toEqual(ports);
    expect(values(planOf({ ...source('fmt.Println()'), '.env.example': text })).ports).toEqual([]);
  });

  test('a field that is no port', () => {
    const config = 'type Config struct {\n\tReport bool `env:"REPORT"`\n}\n';
    const files = { 'main.go': `package main\n\n${config}\nfunc main() {}\n` };
    expect(values(planOf(files))).toMatchObject({ ports: [], environment: [] });
  });

  test.each<[string, Record<string, string>, number[]]>([
    ['they go before what the code names', { 'config.toml': 'port = ":8000"\n' }, [8000, 9000]],
    ['not those of another program', { 'prometheus.toml': 'port = ":8000"\n' }, [9000]],
  ])('the settings that it opens: %s', (_name, settings, ports) => {
    const [name = ''] = Object.keys(settings);
    const files = source(
      `f := flag.String("config", "./${name}", "settings")\n\tgo http.ListenAndServe(":9000", nil)`,
    );
    expect(values(planOf({ ...files, ...settings })).ports).toEqual(ports);
  });

  test.each<[string, string, object[]]>([
    ['before', 'host := "localhost"\n\tif h := os.Getenv("HOST"); h != "" {\n\t\thost = h\n\t}', [HOST]],
    [
      'where it is not set',
      'host := os.Getenv("HOST")\n\tif host == "" {\n\t\thost = "127.0.0.1"\n\t}',
      [HOST],
    ],
    ['another thing', 'db := "localhost"\n\thost := os.Getenv("HOST")\n\tuse(db, host)', []],
    ['all interfaces', 'host := "0.0.0.0"\n\tif h := os.Getenv("HOST"); h != "" {\n\t\thost = h\n\t}', []],
  ])('a host that a variable replaces: %s', (_name, body, environment) => {
    const files = source(`${body}\n\thttp.ListenAndServe(host+":"+getEnv("PORT", "3000"), nil)`);
    expect(values(planOf(files))).toMatchObject({ ports: [3000], environment });
  });

  test('settings in a file that is opened', () => {
    const files = {
      ...source('load("config/app.yaml")'),
      'config/app.yaml': 'database:\n  port: 7777\nserver:\n  port: 8088\n',
    };
    expect(values(planOf(files)).ports).toEqual([8088]);
  });

  test('an address that is a number, and a file that is opened itself before those of a directory', () => {
    const files = {
      ...source('load("config.yaml")\nos.ReadDir("resource")'),
      'config.yaml': 'system:\n  addr: 8888\nredis:\n  addr: 6399\n',
      'resource/mcp.yaml': 'mcp:\n  addr: 8889\n',
    };
    expect(values(planOf(files)).ports).toEqual([8888, 8889]);
  });

  test('localhost with nothing to change it is a warning with its place', () => {
    const plan = planOf(source('http.ListenAndServe("localhost:8080", nil)'));
    expect(plan.warnings).toMatchObject([{ from: { file: 'main.go', line: 10 }, id: 'port-localhost' }]);
  });

  test('the wish is handed to the program', () => {
    const wishes = { port: decide(9999, { flag: 'port' }) };
    expect(values(planOf(source('p := getEnv("PORT", "3000")'), wishes))).toMatchObject({
      ports: [9999],
      environment: [{ name: 'PORT', value: '9999' }],
    });
    expect(values(planOf(source('flag.Int("port", 8000, "x")'), wishes)).cmd).toEqual(['--port=9999']);
  });
});

test.each<[string, string, number[]]>([
  ['shop.New("3000")', 'func New(port string) *Server { return &Server{port} }', [3000]],
  ['shop.New(db, 3000)', 'func New(db *DB, httpPort int) *Server { return &Server{db, httpPort} }', [3000]],
  ['shop.New("3000")', 'func New(limit string) *Server { return &Server{limit} }', []],
  ['shop.NewClient("3000")', 'func NewClient(port string) *Client { return dial(port) }', []],
  ['shop.New("5432")', 'func New(port string) *Server { return &Server{port} }', []],
])('a number given to a function: %s, %s', (call, taker, ports) => {
  const files = {
    'main.go': program(`\tshop.${call.slice(5)}.Run()`, ['example.com/shop/shop']),
    'shop/shop.go': `package shop\n\n${taker}\n\nfunc (s *Server) Run() {\n\thttp.ListenAndServe(s.addr(), nil)\n}\n`,
  };
  expect(values(planOf(files))).toMatchObject({ ports });
});

describe('datagrams', () => {
  const dns = 'github.com/miekg/dns';

  test.each<[string, string, string[], (number | string)[]]>([
    ['a socket', 'net.ListenPacket("udp", ":9000")', ['net'], ['9000/udp']],
    [
      'an address of its own',
      'a, _ := net.ResolveUDPAddr("udp4", ":9000")\nnet.ListenUDP("udp4", a)',
      ['net'],
      ['9000/udp'],
    ],
    ['a field', 'net.ListenUDP("udp", &net.UDPAddr{IP: ip, Port: 514})', ['net'], ['514/udp']],
    ['QUIC', 'quic.ListenAddr("0.0.0.0:4433", tls, nil)', ['github.com/quic-go/quic-go'], ['4433/udp']],
    ['DNS', 's := &dns.Server{Addr: ":5300", Net: "udp"}\ns.ListenAndServe()', [dns], ['5300/udp']],
    [
      'DNS by both',
      'go (&dns.Server{Addr: ":53", Net: "udp"}).ListenAndServe()\n(&dns.Server{Addr: ":53", Net: "tcp"}).ListenAndServe()',
      [dns],
      [53, '53/udp'],
    ],
    [
      'DNS where its settings say',
      's := &dns.Server{Addr: addr, Net: network}\ns.ListenAndServe()',
      [dns],
      [53, '53/udp'],
    ],
    [
      'beside a server',
      'go net.ListenPacket("udp", ":9000")\nhttp.ListenAndServe(":8080", nil)',
      ['net', 'net/http'],
      [8080, '9000/udp'],
    ],
    ['a client', 'a, _ := net.ResolveUDPAddr("udp", ":9000")\nnet.DialUDP("udp", nil, a)', ['net'], []],
    ['another package', 's := &dns.Server{Addr: ":53"}', ['example.org/dns'], []],
  ])('%s', (_name, body, imports, ports) => {
    const plan = planOf(source(body, imports));
    expect(values(plan)).toMatchObject({ ports });
    expect(publishedIn(plan)).toEqual(ports.map((port) => `${String(port).replace('/udp', '')}:${port}`));
    expect(portsIn(plan)).toEqual(ports.filter((port) => typeof port === 'number'));
  });
});

describe('subcommands', () => {
  const root = (run: string) =>
    `var rootCmd = &cobra.Command{Use: "shop"${run}}\nvar serveCmd = &cobra.Command{\n\tUse: "serve",\n\tRunE: run,\n}\nfunc init() { rootCmd.AddCommand(serveCmd) }\n`;
  const cobra = (run: string) => ({
    'main.go': `package main\n\nimport "github.com/spf13/cobra"\n\n${root(run)}\nfunc main() { rootCmd.Execute() }\n`,
  });

  test('the one that serves is the default', () => {
    expect(values(planOf(cobra(''))).cmd).toEqual(['serve']);
  });

  test('not when the root command runs by itself', () => {
    expect(values(planOf(cobra(', Run: run'))).cmd).toEqual([]);
  });

  test('also when its run only shows the help', () => {
    expect(values(planOf(cobra(', Run: func(c *cobra.Command, a []string) {\n\tc.Help()\n}'))).cmd).toEqual([
      'serve',
    ]);
  });

  test('also of packages that call their commands alike', () => {
    const command = (name: string) =>
      `package ${name}\n\nimport "github.com/spf13/cobra"\n\nvar RootCmd = &cobra.Command{Use: "${name}", Run: run}\n`;
    const files = {
      'main.go':
        'package main\n\nimport (\n\t"example.com/shop/config"\n\t"example.com/shop/start"\n\t"github.com/spf13/cobra"\n)\n\nvar rootCmd = &cobra.Command{Use: "shop"}\n\nfunc init() {\n\trootCmd.AddCommand(\n\t\tconfig.RootCmd,\n\t\tstart.RootCmd,\n\t)\n}\n\nfunc main() { rootCmd.Execute() }\n',
      'config/config.go': command('config'),
      'start/start.go': command('start'),
    };
    expect(values(planOf(files)).cmd).toEqual(['start']);
  });

  test('not one below another command', () => {
    const code = `package main

import "github.com/spf13/cobra"

func newRoot() *cobra.Command {
	cmd := &cobra.Command{Use: "shop"}
	cmd.AddCommand(newProxy(), newVersion())
	return cmd
}

func newProxy() *cobra.Command {
	cmd := &cobra.Command{Use: "proxy"}
	start := newStart()
	cmd.AddCommand(start)
	return cmd
}

func newStart() *cobra.Command {
	cmd := &cobra.Command{Use: "start", Run: run}
	return cmd
}

func newVersion() *cobra.Command {
	return &cobra.Command{Use: "version", Run: run}
}

func main() { newRoot().Execute() }
`;
    expect(values(planOf({ 'main.go': code })).cmd).toEqual([]);
    const direct = code
      .replace('newProxy(), ', 'newProxy(), newStart(), ')
      .replace('cmd.AddCommand(start)', '');
    expect(values(planOf({ 'main.go': direct })).cmd).toEqual(['start']);
  });

  test('the ports and flags of one that is not started are not the program’s', () => {
    const code = (serve: string) => `package main

import "github.com/spf13/cobra"

var rootCmd = &cobra.Command{Use: "shop"}

func init() { rootCmd.AddCommand(newProxy(), newServe()) }

func newProxy() *cobra.Command {
	cmd := &cobra.Command{Use: "proxy", Run: proxy}
	cmd.Flags().StringVar(&proxyAddr, "listen-addr", "127.0.0.1:23790", "listen address")
	return cmd
}

func newServe() *cobra.Command {
	cmd := &cobra.Command{Use: "${serve}", Run: serve}
	cmd.Flags().StringVar(&addr, "listen-addr", "127.0.0.1:8085", "listen address")
	return cmd
}

func main() { rootCmd.Execute() }
`;
    expect(values(planOf({ 'main.go': code('serve') }))).toMatchObject({
      ports: [8085],
      cmd: ['serve', '--listen-addr=0.0.0.0:8085'],
    });
    expect(values(planOf({ 'main.go': code('sync') })).cmd).toEqual([]);
  });

  test('a flag of urfave/cli is no command of it', () => {
    const code = `package main

import "github.com/urfave/cli/v2"

var flags = []cli.Flag{
	&cli.StringFlag{
		Name:  "listener",
		Usage: "127.0.0.1:9999",
		Value: "127.0.0.1:8080",
	},
}

func main() {
	app := &cli.App{Name: "shop", Flags: flags, Action: start}
	app.Run(os.Args)
}
`;
    expect(values(planOf({ 'main.go': code }))).toMatchObject({
      ports: [8080],
      cmd: ['--listener=0.0.0.0:8080'],
    });
  });

  test('not one below a command of urfave/cli', () => {
    const code = `package main

import "github.com/urfave/cli/v2"

func main() {
	subcommands := []*cli.Command{list(), run()}
	app := &cli.App{Name: "shop", Commands: []*cli.Command{tunnel(subcommands)}}
	app.Run(os.Args)
}

func run() *cli.Command {
	return &cli.Command{Name: "run", Action: start}
}
`;
    expect(values(planOf({ 'main.go': code })).cmd).toEqual([]);
  });

  const cases = (fallback: string) =>
    `case "client":\n\tclient()\ncase "server":\n\tserve()\ndefault:\n\t${fallback}\n}`;
  test.each<[string, string, string[]]>([
    ['os.Args[1]', `switch os.Args[1] {\n${cases('usage()')}`, ['server']],
    ['flag.Arg(0)', `switch flag.Arg(0) {\n${cases('log.Fatal("unknown")')}`, ['server']],
    ['a variable', `cmd := ""\ncmd = args[0]\nswitch cmd {\n${cases('fmt.Print(help)')}`, ['server']],
    ['a default that serves', `switch os.Args[1] {\n${cases('serve()')}`, []],
    ['something else', `mode := os.Getenv("MODE")\nswitch mode {\n${cases('usage()')}`, []],
  ])('a switch on %s', (_name, body, cmd) => {
    expect(values(planOf(source(body))).cmd).toEqual(cmd);
  });
});

test('a function of its own that stops without a variable: a port is set, others are told of', () => {
  const code = `package main

func main() {
	port := "9999"
	mustMapEnv(&port, "SHOP_PORT")
	mustMapEnv(&store.addr, "CART_ADDR")
	lis, err := net.Listen("tcp", fmt.Sprintf(":%s", port))
	optional("EXTRA")
}

func mustMapEnv(target *string, envKey string) {
	v := os.Getenv(envKey)
	if v == "" {
		panic(fmt.Sprintf("environment variable %q not set", envKey))
	}
	*target = v
}

func optional(key string) string {
	if v := os.Getenv(key); v != "" {
		return v
	}
	return ""
}
`;
  const plan = planOf({ 'main.go': code });
  expect(values(plan)).toMatchObject({ ports: [8080], environment: [{ name: 'SHOP_PORT', value: '8080' }] });
  expect(plan.warnings.map(({ message }) => message)).toEqual([
    'the program does not start without CART_ADDR: pass them with docker run -e or --env-file',
  ]);
});

const CONFIGURED = source('cfg := load("gateway", os.DirFS("configs"))\napp.Listen(cfg.Port)');

test.each([
  ['named after the program', 'configs/shop.yaml', [8000]],
  ['of nobody', 'configs/settings.yaml', [8000, 8003]],
])('ports in a folder of settings with a file %s', (_kind, path, ports) => {
  const files = { 'configs/admin.yaml': 'port: 8003\n', [path]: 'port: 8000\n' };
  const found = values(planOf({ ...CONFIGURED, ...files })).ports as number[];
  expect(found.toSorted()).toEqual(ports);
});

test.each([
  ['.env.example', '3000'],
  ['notes.txt', '8080'],
])('PORT without a default is what %s says', (path, value) => {
  const read = source('http.ListenAndServe(":"+os.Getenv("PORT"), nil)');
  const plan = planOf({ ...read, [path]: 'PORT=3000\n' });
  expect(values(plan)).toMatchObject({ ports: [Number(value)], environment: [{ name: 'PORT', value }] });
});
