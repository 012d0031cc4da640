// The first file to run on a stranger's machine: `npm start`, `npm test` and `npm run bench` all begin here.
// It must load on the oldest Node that knows modules, so that an old Node gets a sentence and not a stack trace:
// nothing newer than Node 12, hence no `?.`, no `??`, no top-level await.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = join(root, 'node_modules', '.bin')
// What npm reports when there is no network, no name server, no proxy or no answer.
const outOfReach = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|E\w*TIMEDOUT|E\w*TIMEOUT)\b/
const commands = ['start', 'test', 'bench']

/** Ends with one sentence in each language and no stack trace. */
function give(zh, en) {
  process.stderr.write(`\n✗ ${zh}\n  ${en}\n\n`)
  process.exit(1)
}

/** Whether Node is at least `major.minor`. */
function nodeIsAtLeast(major, minor) {
  const [ours, ourMinor] = process.version.slice(1).split('.').map(Number)
  return ours > major || (ours === major && ourMinor >= minor)
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes what it installed into a lock file of its own,
 * last of all, so an interrupted or older installation shows, and one made by hand with `npm install` counts.
 */
function dependenciesAreInstalled() {
  const written = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(written)) return false
  const wanted = readJson(join(root, 'package-lock.json')).packages
  const installed = readJson(written).packages
  return Object.keys(wanted).every((path) => {
    if (path.indexOf('node_modules/') === -1) return true
    const found = installed[path]
    // Optional packages for other systems are rightly absent.
    if (!found) return wanted[path].optional === true
    return found.version === wanted[path].version && found.integrity === wanted[path].integrity
  })
}

/** Runs npm on the Node it came with: the one in node_modules is about to be replaced. */
function runNpm(args) {
  const { npm_execpath: script, npm_node_execpath: node } = process.env
  const path = process.env.PATH.split(delimiter).filter((folder) => folder !== bin)
  const env = Object.assign({}, process.env, { PATH: path.join(delimiter) })
  const isNpm = script && basename(script) === 'npm-cli.js'
  const outside = node && node.indexOf(root) !== 0 ? node : 'node'
  const child = isNpm
    ? spawn(outside, [script].concat(args), { cwd: root, env })
    : spawn('npm', args, { cwd: root, env, shell: process.platform === 'win32' })
  return new Promise((resolve) => {
    let output = ''
    const keep = (chunk) => {
      output += chunk
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

async function installDependencies() {
  process.stdout.write('正在安装依赖，约一分钟… Installing dependencies, about a minute…\n')
  // Not `npm ci`: it refuses a lock file that was written where some optional package for another system was not to be
  // had. With --no-save the lock file decides just the same and is never rewritten. The pauses between attempts would
  // add up to over a minute; someone without a network should know sooner.
  const options = ['--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const retries = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000']
  const { code, output } = await runNpm(['install'].concat(options, retries))
  if (code === 0) return
  if (outOfReach.test(output)) {
    give(
      '装不了依赖：连不上 npm 软件源。请检查网络或 npm 的 registry、proxy 设置，然后再运行一次。',
      'Cannot install dependencies: the npm registry is out of reach. Check the network, or npm’s registry and proxy settings, and run this again.',
    )
  }
  process.stderr.write(`\n${output.trim().split('\n').slice(0, 20).join('\n')}\n`)
  give('依赖没有装成，npm 的说明见上。', 'The dependencies could not be installed; npm’s reasons are above.')
}

/** The Node that runs TypeScript as it is (without a warning since 24.12): this one, or the one among the dependencies. */
function nodeForTypeScript() {
  if (nodeIsAtLeast(24, 12)) return process.execPath
  const system = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const names = [`node-${system}-${process.arch}`, `node-bin-${system}-${process.arch}`]
  const bundled = names.map((name) => join(root, 'node_modules', name, 'bin', file)).find((path) => existsSync(path))
  return bundled || giveNoNode()
}

function giveNoNode() {
  give(
    `这台机器（${process.platform} ${process.arch}）没有随附的 Node 24，请先安装 Node 24：https://nodejs.org`,
    `No Node 24 comes along for this machine (${process.platform} ${process.arch}). Install Node 24 first: https://nodejs.org`,
  )
}

/** Hands over to the script: it gets every signal we get, and we end the way it ends. */
function handOver(node, script, args) {
  const PATH = [bin, process.env.PATH].join(delimiter)
  const env = Object.assign({}, process.env, { PATH })
  const child = spawn(node, [script].concat(args), { cwd: root, env, stdio: 'inherit' })
  // Ctrl-C reaches the child by itself too; it takes the second one for the same wish.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', giveNoNode)
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
}

async function main() {
  const command = process.argv[2]
  if (!nodeIsAtLeast(20, 0)) {
    give(
      `需要 Node 20 或更新的版本，现在是 ${process.version}。请到 https://nodejs.org 安装。`,
      `Node 20 or newer is needed; this is ${process.version}. Get it from https://nodejs.org`,
    )
  }
  if (commands.indexOf(command) === -1) {
    give(
      `没有“${command}”这个命令，可用：${commands.join('、')}`,
      `No command “${command}”. There are: ${commands.join(', ')}`,
    )
  }
  if (!dependenciesAreInstalled()) await installDependencies()
  handOver(nodeForTypeScript(), join(root, 'scripts', `${command}.ts`), process.argv.slice(3))
}

main()
