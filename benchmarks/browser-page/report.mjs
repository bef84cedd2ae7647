// Puts the measurements into a table.
const format = new Intl.NumberFormat('en');

export function toMarkdown({ date, commit, hardware, versions, settings, measurements }) {
  const lines = [
    '# A page of pictures in Chromium',
    '',
    `${date}, commit ${commit}. ${hardware.cpu}, ${hardware.cores} cores, ${hardware.memoryGb} GB, Linux ${hardware.kernel}. Chromium ${versions.chromium}.`,
    `${settings.pictures} pictures; medians of ${settings.rounds} visits, each by a new visitor; the slow line is ${settings.line}.`,
    '',
  ];
  for (const speed of [...new Set(measurements.map(({ megabits }) => megabits))]) {
    lines.push(`## ${speed === null ? 'Not throttled' : `At ${speed} Mbit/s`}`, '', '| | bytes | requests | last picture, s | CPU, s | decoded latents |', '|---|--:|--:|--:|--:|--:|');
    const here = measurements.filter(({ megabits }) => megabits === speed);
    for (const kind of [...new Set(here.map((each) => each.kind))]) {
      const median = (key) => here.filter((each) => each.kind === kind).map((each) => each[key]).sort((a, b) => a - b)[settings.rounds >> 1];
      lines.push(`| ${kind} | ${format.format(median('bytes'))} | ${median('requests')} | ${median('lastPictureSeconds').toFixed(2)} | ${median('cpuSeconds').toFixed(2)} | ${median('decoded')} |`);
    }
    lines.push('');
  }
  return lines.join('\n');
}
