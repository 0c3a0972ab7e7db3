//! One made-up report as data, and the sequence of parts that every layout is rendered from.

/// A group of table two: its label, its heads, and how many rows it has.
type Item = (&'static str, &'static [&'static str], usize);

/// A cell of a table as it was drawn.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Its text and how many columns it takes.
    Text(String, usize),
    /// Merged with the cell above it.
    Covered(usize),
}

/// A part of a report.
#[derive(Clone, Debug)]
pub enum Part {
    Title(String),
    Text(String),
    Heading(String),
    Table(Vec<Vec<Cell>>),
    Signature(String),
}

/// A report.
#[derive(Clone, Debug)]
pub struct Model {
    pub form: &'static str,
    pub body: &'static str,
    pub year: i32,
    /// Values of table two, row by row; a row has as many as the form gives it.
    pub published: Vec<Vec<String>>,
    /// Values of table three, seven in a row.
    pub requests: Vec<Vec<String>>,
    /// The fifteen values of table four.
    pub disputes: Vec<String>,
    /// Paragraphs of the parts one, five and six.
    pub prose: [Vec<String>; 3],
}

const DENIED: [&str; 8] = [
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
];
const UNABLE: [&str; 3] = [
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
];
const REJECTED: [&str; 5] = [
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
];
const OTHER: [&str; 3] = [
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
];

impl Model {
    /// A correct report in which (nearly) every cell holds another number, so that no two can be mixed up unseen.
    pub fn dense(form: &'static str) -> Model {
        let other = if form == "2019" { 1 } else { 3 };
        let results = 2 + DENIED.len() + UNABLE.len() + REJECTED.len() + other;
        let row = |values: Vec<i64>| {
            let mut all = values;
            all.push(all.iter().sum());
            all
        };
        let result = |r: usize| row((0..6).map(|c| (1 + r * 6 + c) as i64).collect());
        let results: Vec<Vec<i64>> = (0..results).map(result).collect();
        let total = row((0..6).map(|c| results.iter().map(|r| r[c]).sum()).collect());
        let new = row((0..6).map(|c| total[c] - 40 - 3 * c as i64).collect());
        let next = row((0..6).map(|c| 11 + 2 * c as i64).collect());
        let before = row((0..6).map(|c| total[c] + next[c] - new[c]).collect());
        let sum = |from: usize, n: usize| results[from..from + n].iter().map(|r| r[6]).sum::<i64>();
        let year = if form == "2019" { 2020 } else { 2023 };
        let prose = [
            vec![
                format!("{year}年，县政府严格落实条例要求，围绕群众关心的事项做好公开，各项工作有序推进。"),
                "（一）主动公开情况。全年通过县政府网站发布各类信息3186条，其中政策文件264条、解读材料118条。".into(),
                format!(
                    "（二）依申请公开情况。全年共收到政府信息公开申请{}件，上年结转{}件，答复{}件，结转下年度继续办理{}件。在答复的申请中，予以公开{}件，部分公开{}件，不予公开{}件。",
                    new[6], before[6], total[6], next[6], results[0][6], results[1][6], sum(2, 8)
                ),
                "（三）政府信息管理情况。对拟发布的内容先审查、后发布，定期清理失效的文件，保证内容准确。".into(),
                "（四）平台建设情况。县政府网站重新编排了栏目，增加了检索入口，方便群众查找所需的内容。".into(),
                "（五）监督保障情况。把公开工作列入年度考核，请群众代表开展社会评议，全年没有需要追究责任的情形。".into(),
            ],
            vec![
                "存在的主要问题：一是政策解读的形式较为单一。二是部分单位更新栏目不够及时。".into(),
                "改进情况：一是用图表和短片说明政策，让群众看得懂。二是按月检查栏目，督促及时更新。".into(),
            ],
            vec!["本年度未收取政府信息公开信息处理费。".into()],
        ];
        let published: &[&[i64]] = match form {
            "2019" => &[
                &[3, 4, 15],
                &[21, 22, 160],
                &[71, -2, 905],
                &[36, 1, 407],
                &[58, 5, 318],
                &[12, -1, 27],
                &[9, 2],
                &[33, 4125],
            ],
            _ => &[&[3, 1, 15], &[21, 6, 160], &[905], &[318], &[27], &[63]],
        };
        let text = |rows: &[Vec<i64>]| {
            rows.iter()
                .map(|r| r.iter().map(i64::to_string).collect())
                .collect()
        };
        let rows: Vec<Vec<i64>> = [vec![new, before], results, vec![total, next]].concat();
        let published: Vec<Vec<i64>> = published.iter().map(|r| r.to_vec()).collect();
        Model {
            form,
            body: "青禾市人民政府",
            year,
            published: text(&published),
            requests: text(&rows),
            disputes: [1, 2, 3, 4, 10, 5, 6, 7, 8, 26, 9, 10, 11, 12, 42]
                .map(|n: i64| n.to_string())
                .to_vec(),
            prose,
        }
    }

    /// The same report with three clear defects: the year of a frame, the last row of table three, a sum of table four.
    pub fn wrong(form: &'static str) -> Model {
        let mut model = Model::dense(form);
        let year = model.year;
        model.prose[0][5] = format!(
            "（五）监督保障情况。{}年，把公开工作列入年度考核，请群众代表开展社会评议，全年没有需要追究责任的情形。",
            year - 1
        );
        for at in [0, 6] {
            let cell = &mut model.requests.last_mut().unwrap()[at];
            *cell = (cell.parse::<i64>().unwrap() + 3).to_string();
        }
        model.prose[0][2] = "（二）依申请公开情况。按时答复每一件政府信息公开申请。".into();
        model.disputes[4] = "11".into();
        model
    }

    /// All values in the order of the form.
    pub fn values(&self) -> Vec<String> {
        let tables = self.published.iter().chain(&self.requests).flatten();
        tables.chain(&self.disputes).cloned().collect()
    }

    /// The report as a sequence of parts.
    pub fn parts(&self) -> Vec<Part> {
        let mut parts = vec![
            Part::Title(format!(
                "{}{}年政府信息公开工作年度报告",
                self.body, self.year
            )),
            Part::Text(format!(
                "本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限为{}年1月1日至12月31日。",
                self.year
            )),
        ];
        let text = |lines: &[String]| lines.iter().cloned().map(Part::Text).collect::<Vec<_>>();
        parts.push(Part::Heading("一、总体情况".into()));
        parts.extend(text(&self.prose[0]));
        parts.push(Part::Heading("二、主动公开政府信息情况".into()));
        parts.push(Part::Table(self.table_two()));
        parts.push(Part::Heading("三、收到和处理政府信息公开申请情况".into()));
        parts.push(Part::Table(self.table_three()));
        parts.push(Part::Heading(
            "四、政府信息公开行政复议、行政诉讼情况".into(),
        ));
        parts.push(Part::Table(self.table_four()));
        parts.push(Part::Heading("五、存在的主要问题及改进情况".into()));
        parts.extend(text(&self.prose[1]));
        parts.push(Part::Heading("六、其他需要报告的事项".into()));
        parts.extend(text(&self.prose[2]));
        parts.push(Part::Signature(self.body.into()));
        parts.push(Part::Signature(format!("{}年1月19日", self.year + 1)));
        parts
    }

    fn table_two(&self) -> Vec<Vec<Cell>> {
        let head = |items: &[&str]| -> Vec<Cell> {
            let wide = 3 / (items.len() - 1);
            let cell =
                |(at, t): (usize, &&str)| Cell::Text(t.to_string(), if at == 0 { 1 } else { wide });
            items.iter().enumerate().map(cell).collect()
        };
        let (groups, rows): (&[Item], &[&str]) = match self.form {
            "2019" => (
                &[
                    (
                        "第二十条第（一）项",
                        &[
                            "信息内容",
                            "本年新制作数量",
                            "本年新公开数量",
                            "对外公开总数量",
                        ],
                        2,
                    ),
                    (
                        "第二十条第（五）项",
                        &["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
                        2,
                    ),
                    (
                        "第二十条第（六）项",
                        &["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
                        2,
                    ),
                    (
                        "第二十条第（八）项",
                        &["信息内容", "上一年项目数量", "本年增/减"],
                        1,
                    ),
                    (
                        "第二十条第（九）项",
                        &["信息内容", "采购项目数量", "采购总金额"],
                        1,
                    ),
                ],
                &[
                    "规章",
                    "规范性文件",
                    "行政许可",
                    "其他对外管理服务事项",
                    "行政处罚",
                    "行政强制",
                    "行政事业性收费",
                    "政府集中采购",
                ],
            ),
            _ => (
                &[
                    (
                        "第二十条第（一）项",
                        &["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
                        2,
                    ),
                    ("第二十条第（五）项", &["信息内容", "本年处理决定数量"], 1),
                    ("第二十条第（六）项", &["信息内容", "本年处理决定数量"], 2),
                    (
                        "第二十条第（八）项",
                        &["信息内容", "本年收费金额（单位：万元）"],
                        1,
                    ),
                ],
                &[
                    "规章",
                    "行政规范性文件",
                    "行政许可",
                    "行政处罚",
                    "行政强制",
                    "行政事业性收费",
                ],
            ),
        };
        let mut table = Vec::new();
        let mut at = 0;
        for (item, heads, count) in groups {
            table.push(vec![Cell::Text(item.to_string(), 4)]);
            table.push(head(heads));
            for _ in 0..*count {
                let mut row = vec![Cell::Text(rows[at].into(), 1)];
                let wide = 3 / (heads.len() - 1);
                row.extend(
                    self.published[at]
                        .iter()
                        .map(|v| Cell::Text(v.clone(), wide)),
                );
                table.push(row);
                at += 1;
            }
        }
        table
    }

    fn table_three(&self) -> Vec<Vec<Cell>> {
        let text = |t: &str, wide: usize| Cell::Text(t.into(), wide);
        let heads = [
            "商业企业",
            "科研机构",
            "社会公益组织",
            "法律服务机构",
            "其他",
        ];
        let mut third = vec![Cell::Covered(3), Cell::Covered(1)];
        third.extend(heads.map(|h| text(h, 1)));
        third.push(Cell::Covered(1));
        let mut table = vec![
            vec![
                text(
                    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
                    3,
                ),
                text("申请人情况", 7),
            ],
            vec![
                Cell::Covered(3),
                text("自然人", 1),
                text("法人或其他组织", 5),
                text("总计", 1),
            ],
            third,
        ];
        let mut values = self.requests.iter();
        let mut row = |labels: Vec<Cell>| {
            let mut row = labels;
            row.extend(values.next().unwrap().iter().map(|v| text(v, 1)));
            table.push(row);
        };
        row(vec![text("一、本年新收政府信息公开申请数量", 3)]);
        row(vec![text("二、上年结转政府信息公开申请数量", 3)]);
        row(vec![
            text("三、本年度办理结果", 1),
            text("（一）予以公开", 2),
        ]);
        row(vec![
            Cell::Covered(1),
            text(
                "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
                2,
            ),
        ]);
        let mut groups: Vec<(&str, &[&str])> = vec![
            ("（三）不予公开", &DENIED),
            ("（四）无法提供", &UNABLE),
            ("（五）不予处理", &REJECTED),
        ];
        if self.form != "2019" {
            groups.push(("（六）其他处理", &OTHER));
        }
        for (group, labels) in groups {
            for (at, label) in labels.iter().enumerate() {
                let first = if at == 0 {
                    text(group, 1)
                } else {
                    Cell::Covered(1)
                };
                row(vec![Cell::Covered(1), first, text(label, 1)]);
            }
        }
        if self.form == "2019" {
            row(vec![Cell::Covered(1), text("（六）其他处理", 2)]);
        }
        row(vec![Cell::Covered(1), text("（七）总计", 2)]);
        row(vec![text("四、结转下年度继续办理", 3)]);
        table
    }

    fn table_four(&self) -> Vec<Vec<Cell>> {
        let text = |t: &str, wide: usize| Cell::Text(t.into(), wide);
        let five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
        let mut second: Vec<Cell> = five.map(|t| text(t, 1)).to_vec();
        second.extend([text("未经复议直接起诉", 5), text("复议后起诉", 5)]);
        let mut third = vec![Cell::Covered(1); 5];
        third.extend(five.iter().chain(&five).map(|t| text(t, 1)));
        vec![
            vec![text("行政复议", 5), text("行政诉讼", 10)],
            second,
            third,
            self.disputes.iter().map(|v| text(v, 1)).collect(),
        ]
    }
}
