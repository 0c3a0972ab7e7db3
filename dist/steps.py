#!/usr/bin/env python3
"""Writes the scripts of workflows and actions into files, for shellcheck: `steps.py FOLDER FILE…`."""

import pathlib
import re
import sys

import yaml


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir()
    count = 0
    for name in sys.argv[2:]:
        page = yaml.safe_load(pathlib.Path(name).read_text('utf-8'))
        jobs = page.get('jobs', {'action': page.get('runs')})
        for job, body in jobs.items():
            for number, step in enumerate(body['steps'], 1):
                if 'run' not in step:
                    continue
                # expressions in scripts are holes: what they hold may be code
                if re.search(r'\$\{\{', step['run']):
                    raise SystemExit(f'{name}: {job}, step {number}: hand the value over in `env`')
                script = '#!/usr/bin/env bash\nset -eo pipefail\n' + step['run']
                (folder / f'{pathlib.Path(name).stem}-{job}-{number}.sh').write_text(script, encoding='utf-8')
                count += 1
    if count == 0:
        raise SystemExit('no step has a script')


if __name__ == '__main__':
    main()
