// Runs inside the JVM: the compiler's diagnostics of the files that match, one line each.
(tsconfig, include) => {
  const path = require('node:path');
  const folder = path.dirname(tsconfig);
  const read = ts.readConfigFile(tsconfig, ts.sys.readFile);
  const given = include ? { ...read.config, include: [include] } : read.config;
  const config = ts.parseJsonConfigFileContent(given ?? {}, ts.sys, folder, undefined, tsconfig);
  const program = ts.createProgram(config.fileNames, config.options);
  const mine = new Set(config.fileNames.filter((name) => !name.startsWith(`${folder}/declarations/`)));

  const where = (file, start) => {
    const { line, character } = file.getLineAndCharacterOfPosition(start ?? 0);
    return `${file.fileName}:${line + 1}:${character + 1}: `;
  };
  const told = (d) =>
    (d.file ? where(d.file, d.start) : '') +
    `TS${d.code} ${ts.flattenDiagnosticMessageText(d.messageText, '\n').replace(/\s*\n\s*/g, ' ')}`;

  // A bundle of somebody else shares the console's libraries through its import map; a copy of its own would break at run time.
  const foreign = [];
  for (const file of program.getSourceFiles().filter((f) => mine.has(f.fileName))) {
    if (file.fileName.includes('/platform/console/')) continue;
    const room = file.fileName.replace(/(\/src\/main\/console\/|\/samples\/[^/]+\/).*/, '$1');
    for (const name of file.imports ?? []) {
      const shared = name.text === 'lit' || name.text.startsWith('@console/');
      const own = name.text.startsWith('.') && path.resolve(path.dirname(file.fileName), name.text).startsWith(room);
      if (!shared && !own) {
        foreign.push(`${where(file, name.getStart(file))}a screen imports 'lit', '@console/…' and its own files, not '${name.text}'`);
      }
    }
  }
  const found = read.error ? [read.error] : [...config.errors, ...ts.getPreEmitDiagnostics(program)];
  return [`${mine.size} files`, ...[...found.map(told), ...foreign].sort()].join('\n');
};
