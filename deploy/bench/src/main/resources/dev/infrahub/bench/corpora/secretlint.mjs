// usage: node secretlint.mjs find|time LIST; LIST has a path a line. Says where secretlint finds something, or what it takes.
import { readFileSync } from "node:fs";
import { createEngine } from "@secretlint/node";

const [what, list] = process.argv.slice(2);
const filePathList = readFileSync(list, "utf8").split("\n").filter(Boolean);
const engine = await createEngine({
  cwd: process.cwd(),
  color: false,
  formatter: what === "find" ? "json" : "compact",
  configFileJSON: { rules: [{ id: "@secretlint/secretlint-rule-preset-recommend" }] },
});

if (what === "find") {
  const { output } = await engine.executeOnFiles({ filePathList });
  const found = JSON.parse(output).flatMap(({ filePath, messages }) =>
    messages.map(({ loc, ruleId }) => ({ path: filePath, line: loc.start.line, rule: ruleId })));
  console.log(JSON.stringify({ found }));
} else {
  await engine.executeOnFiles({ filePathList });
  const wall = process.hrtime.bigint();
  const processor = process.cpuUsage();
  await engine.executeOnFiles({ filePathList });
  const { user, system } = process.cpuUsage(processor);
  console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - wall) / 1e9, processor: (user + system) / 1e6 }));
}
