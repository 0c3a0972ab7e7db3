#!/usr/bin/env python3
"""The extension of VS Code with the program inside, a file for each platform: `vscode.py FOLDER TRIPLE=PROGRAM…`.

`npm ci --ignore-scripts` in editors/vscode comes first. A platform of VS Code that has no program gets the extension without
one, which takes `gouji` from the path (`--universal`).
"""

import argparse
import pathlib
import shutil
import subprocess

import project

EXTENSION = project.ROOT / 'editors/vscode'


def package(platform, path):
    words = ['npx', '--no-install', 'vsce', 'package', '--no-dependencies', '--out', str(path)]
    subprocess.run(words + (['--target', platform] if platform else []), cwd=EXTENSION, check=True, stdout=subprocess.DEVNULL)
    print(path)


def write(folder, programs, universal):
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    server = EXTENSION / 'server'
    subprocess.run(['npm', 'run', '--silent', 'bundle'], cwd=EXTENSION, check=True)
    try:
        for target, program in programs:
            shutil.rmtree(server, ignore_errors=True)
            server.mkdir()
            shutil.copyfile(program, server / target.program)
            (server / target.program).chmod(0o755)
            for platform in target.vscode:
                package(platform, folder / f'gouji-{platform}-{project.version()}.vsix')
    finally:
        shutil.rmtree(server, ignore_errors=True)
    if universal:
        package(None, folder / f'gouji-{project.version()}.vsix')


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument('folder', type=pathlib.Path)
    words.add_argument('programs', nargs='*')
    words.add_argument('--universal', action='store_true')
    words = words.parse_args()
    pairs = [word.partition('=') for word in words.programs]
    write(words.folder, [(project.target(name), pathlib.Path(file).resolve()) for name, _, file in pairs], words.universal)


if __name__ == '__main__':
    main()
