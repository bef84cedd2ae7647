// Counts what a run of http-tests/cache-tests passed, as its own pages do: by kind, and with dependencies honoured.
// Writes results.json (every test) and results.md (every suite, with what it failed), and prints the score.
// usage: node report.mjs CHECKOUT RESULTS_OF_THE_RUN.json FOLDER
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const [checkout, file, folder] = process.argv.slice(2)
const here = dirname(fileURLToPath(import.meta.url))
const load = path => import(pathToFileURL(resolve(checkout, path)))
const { default: suites } = await load('tests/index.mjs')
const { determineTestResult, resultTypes } = await load('test-engine/lib/results.mjs')
const run = JSON.parse(readFileSync(file, 'utf8'))

const kinds = ['required', 'optimal', 'check']
const tokens = new Map(Object.entries(resultTypes).map(([token, type]) => [type, token]))
const passes = token => token === 'pass' || token === 'yes'
const commitOf = path => execFileSync('git', ['-C', path, 'describe', '--always', '--dirty'], { encoding: 'utf8' }).trim()

const tests = suites.flatMap(suite => suite.tests
  .filter(test => !test.browser_only)
  .map(test => ({
    suite: suite.id,
    id: test.id,
    kind: test.kind ?? 'required',
    result: tokens.get(determineTestResult(suites, test.id, run))
  })))

function count (some) {
  return Object.fromEntries(kinds.map(kind => {
    const ofKind = some.filter(test => test.kind === kind)
    return [kind, { passed: ofKind.filter(test => passes(test.result)).length, of: ofKind.length }]
  }))
}

const about = {
  date: new Date().toISOString().slice(0, 19) + 'Z',
  commit: commitOf(here),
  suiteCommit: commitOf(checkout),
  hardware: { cpu: cpus()[0].model, cores: cpus().length, memoryGb: Number((totalmem() / 1e9).toFixed(1)), kernel: release() }
}
const score = count(tests)
const bySuite = suites.map(suite => [suite.id, tests.filter(test => test.suite === suite.id)])
const fraction = ({ passed, of }) => of === 0 ? '' : `${passed} of ${of}`
const notPassed = (some, ...wanted) => some
  .filter(test => wanted.includes(test.kind) && !passes(test.result))
  .map(test => `\`${test.id}\`${['fail', 'optional_fail'].includes(test.result) ? '' : ` (${test.result})`}`)
  .join(', ')

const rows = bySuite.map(([suite, some]) => {
  const own = count(some)
  return `| ${suite} | ${kinds.map(kind => fraction(own[kind])).join(' | ')} | ${notPassed(some, 'required', 'optimal')} |`
})
const markdown = [
  '# http-tests/cache-tests',
  '',
  `${about.date}, commit ${about.commit}, suite at ${about.suiteCommit}, ${about.hardware.cpu}, ${about.hardware.cores} cores, ` +
    `${about.hardware.memoryGb} GB, Linux ${about.hardware.kernel}.`,
  '',
  '| suite | required | optimal | checks answered yes | required and optimal not passed |',
  '|---|---:|---:|---:|---|',
  ...rows,
  `| **all** | ${kinds.map(kind => `**${fraction(score[kind])}**`).join(' | ')} | |`,
  ''
]
const results = Object.fromEntries(bySuite.map(([suite, some]) => [suite, Object.fromEntries(some.map(test => [test.id, test.result]))]))

mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'results.json'), JSON.stringify({ ...about, score, results }, null, 1) + '\n')
writeFileSync(join(folder, 'results.md'), markdown.join('\n'))

for (const test of tests.filter(test => test.kind !== 'check' && !passes(test.result))) {
  console.log(`${test.kind}  ${test.id}  ${test.result}  ${Array.isArray(run[test.id]) ? run[test.id].join(': ') : ''}`)
}
console.log(kinds.map(kind => `${kind} ${fraction(score[kind])}`).join(', '))
console.log(`written to ${folder}`)
