"""All that is said, in Chinese and English."""

TEXTS = {
    'title': ('勾稽检查', 'gouji 勾稽'),
    'undo': ('勾稽检查', 'Check by gouji'),
    'undo-remove': ('去掉勾稽的批注', 'Remove the comments of gouji'),
    'no-document': (
        '请先打开一份报告（文字文档），再点这个菜单。',
        'Open a report (a text document) first.'),
    'read-only': (
        '文档是只读的，不能写批注。请点“编辑 → 编辑模式”，或者另存一份再检查。',
        'The document is read-only, so that no comment can be written. Choose Edit > Edit Mode, or save a copy and check that.'),
    'missing': (
        '没有找到程序 gouji，检查由它在本机上完成。\n\n'
        '• 请管理员给您一个带程序的扩展（文件名是 gouji-office-系统名.oxt），装上即可；\n'
        '• 或者把 {} 放在任意文件夹，再点“勾稽检查 → 程序在哪里”选中它；\n'
        '• 会用命令行的，按 docs/office.zh-CN.md 安装后重新打开 LibreOffice。',
        'The program gouji was not found; the check is done by it, on this computer.\n\n'
        '• Ask your administrator for the extension with the program inside (gouji-office-SYSTEM.oxt) and install that;\n'
        '• or put {} into any folder, then choose gouji 勾稽 > Where the program is;\n'
        '• or install it as docs/office.md says, and start LibreOffice again.'),
    'missing-named': (
        '设置里的程序不在了：{}\n请点“勾稽检查 → 程序在哪里”重新选一个。',
        'The program that is set is not there: {}\nChoose gouji 勾稽 > Where the program is.'),
    'silent': (
        '程序 gouji 没有完成检查，也没有说明原因。',
        'The program gouji did not finish, and did not say why.'),
    'failed': ('检查没有完成：\n\n{}', 'The document was not checked:\n\n{}'),
    'late': ('检查超过 {} 秒，已经停止。', 'The check took more than {} seconds and was stopped.'),
    'checked': (
        '{}\n\n共写了 {} 条批注，作者是“{}”。改完再检查一遍，旧批注会自动换掉。',
        '{}\n\n{} comments were written, by “{}”. Check again after mending: the old ones are replaced.'),
    'lost': ('[原处：{}]', '[where: {}]'),
    'removed': ('去掉了 {} 条勾稽的批注，别人的批注没有动。', '{} comments of gouji were removed; those of others stay.'),
    'none': ('文档里没有勾稽的批注。', 'The document has no comments of gouji.'),
    'now': ('现在用的程序：\n{}\n{}\n\n要换一个吗？', 'The program in use:\n{}\n{}\n\nChoose another one?'),
    'ask': ('{}\n\n现在就选程序文件吗？', '{}\n\nChoose the file now?'),
    'choose': ('选择程序 gouji', 'Choose the program gouji'),
    'not-gouji': ('这个文件不是能运行的 gouji：{}', 'This file is not a gouji that runs here: {}'),
    'set': ('以后用这个程序：\n{}\n{}', 'This program will be used:\n{}\n{}'),
}


def say(language, name, *values):
    """A message in a language."""
    chinese, english = TEXTS[name]
    return (chinese if language == 'zh' else english).format(*values)
