// Counts what a run of http-tests/cache-tests passed, as its own pages do: by kind, and with dependencies honoured.
// usage: node summary.mjs CHECKOUT RESULTS.json
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'

const [checkout, file] = process.argv.slice(2)
const load = path => import(pathToFileURL(resolve(checkout, path)))
const { default: suites } = await load('tests/index.mjs')
const { determineTestResult, resultTypes } = await load('test-engine/lib/results.mjs')
const results = JSON.parse(readFileSync(file, 'utf8'))

const names = new Map(Object.entries(resultTypes).map(([name, type]) => [type, name]))
const counts = { required: [0, 0], optimal: [0, 0], check: [0, 0] }
const failures = []
for (const test of suites.flatMap(suite => suite.tests).filter(test => !test.browser_only)) {
  const kind = test.kind ?? 'required'
  const result = names.get(determineTestResult(suites, test.id, results))
  const passed = result === 'pass' || result === 'yes'
  counts[kind][0] += passed ? 1 : 0
  counts[kind][1]++
  if (!passed && kind !== 'check') {
    const why = Array.isArray(results[test.id]) ? results[test.id].join(': ') : ''
    failures.push(`${kind}  ${test.id}  ${result}  ${why}`)
  }
}

failures.sort().forEach(line => console.log(line))
const say = ([passed, total]) => `${passed} of ${total}`
console.log(`required ${say(counts.required)}, optimal ${say(counts.optimal)} passed; of the checks ${say(counts.check)} answered yes`)
