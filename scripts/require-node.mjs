// Runs before every script. The project brings its own Node 24 as a package; an install without scripts
// (`npm ci --ignore-scripts`) leaves it out, and the machine's older Node would fail in ways harder to read.
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `Node 24 is needed, this is ${process.version}. Run "npm ci" without --ignore-scripts; it installs Node 24 beside the other packages.`,
  );
  process.exit(1);
}
