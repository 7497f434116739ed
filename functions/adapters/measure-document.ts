import {
  AlignmentType,
  BorderStyle,
  Document,
  HeightRule,
  LineRuleType,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import type { MeasurePaper } from "../domain/measure/paper.ts";

/** Half points: 二号 and 三号. */
const SIZE = { title: 44, body: 32 } as const;
/** GB/T 9704 asks for 小标宋 and 仿宋; a machine without the first shows 宋体 in its place. */
const FONT = { title: "方正小标宋简体", body: "仿宋" } as const;
const RED = "C00000";
/** Twentieths of a point. 22 lines of 28 characters a page, first line of a paragraph in by two characters. */
const LINE = { line: 560, lineRule: LineRuleType.EXACT } as const;
const INDENT = 640;
/** Twentieths of a point: older programs read no other unit. */
const twips = (mm: number): number => Math.round((mm / 25.4) * 1440);
/** Between the margins. */
const WIDTH = twips(156);
const LABEL_WIDTH = 3000;
/** Width of the issuer's name in half points, at most. */
const HEADER_WIDTH = 860;

/**
 * The measure as a Word document with a space for the answer. The library writes the time of making into it, so two
 * files of one paper differ in their bytes.
 */
export function measureDocument(paper: MeasurePaper): Promise<Buffer> {
  return Packer.toBuffer(
    new Document({
      creator: paper.issuer,
      title: paper.title,
      sections: [
        {
          properties: {
            page: {
              size: { width: twips(210), height: twips(297) },
              margin: { top: twips(37), bottom: twips(35), left: twips(28), right: twips(26) },
            },
          },
          children: [
            ...(paper.draft ? [line("拟稿（未经签发，不得送达）", { bold: true })] : []),
            ...header(paper),
            line(`${paper.to}：`),
            // The last stays with the signature: no page holds a seal and nothing else.
            ...paper.paragraphs.map((text, n, { length }) =>
              line(text, { indent: { firstLine: INDENT }, withNext: n === length - 1 }),
            ),
            ...signature(paper),
            ...answerSpace(),
          ],
        },
      ],
    }),
  );
}

type Look = {
  bold?: boolean;
  color?: string;
  size?: number;
  font?: string;
  align?: (typeof AlignmentType)[keyof typeof AlignmentType];
  indent?: { firstLine?: number; right?: number };
  before?: number;
  ruled?: boolean;
  newPage?: boolean;
  withNext?: boolean;
};

function line(text: string, look: Look = {}): Paragraph {
  const { color, size = SIZE.body, font = FONT.body, align, indent, before = 0 } = look;
  const { bold = false, ruled = false, newPage = false, withNext = false } = look;
  return new Paragraph({
    pageBreakBefore: newPage,
    keepNext: withNext,
    keepLines: withNext,
    ...(align && { alignment: align }),
    ...(indent && { indent }),
    spacing: size > SIZE.body ? { before, after: 200 } : { ...LINE, before },
    ...(ruled && { border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: RED, space: 6 } } }),
    children: [
      new TextRun({ text, bold, size, font: { name: font, eastAsia: font }, ...(color && { color }) }),
    ],
  });
}

/** 发文机关标志, 发文字号 over a red line, and the title. */
function header({ issuer, number, title }: MeasurePaper): Paragraph[] {
  const center = AlignmentType.CENTER;
  const size = Math.min(72, Math.floor(HEADER_WIDTH / issuer.length));
  return [
    line(issuer, { align: center, color: RED, size, font: FONT.title }),
    line(number, { align: center, before: 200, ruled: true }),
    line(title, { align: center, size: SIZE.title, font: FONT.title, before: 600 }),
  ];
}

function signature({ issuer, date }: MeasurePaper): Paragraph[] {
  const right = { align: AlignmentType.RIGHT, indent: { right: INDENT * 2 } };
  return [
    line(`${issuer}（印章）`, { ...right, before: 900, withNext: true }),
    line(date ?? "　　　　年　　月　　日", right),
  ];
}

/** 答复栏: what the agency fills in, and what the issuer makes of it. */
function answerSpace(): (Paragraph | Table)[] {
  const date = "　　　年　　月　　日";
  const rows: [string, number, string][] = [
    ["办理情况", 2600, ""],
    ["未按期办结的原因", 1700, ""],
    ["佐证材料", 1200, ""],
    ["答复单位（盖章）", 1700, date],
    ["签发机关审核意见", 1700, date],
  ];
  return [
    line("答复栏", { align: AlignmentType.CENTER, size: SIZE.title, font: FONT.title, newPage: true }),
    new Table({
      width: { size: WIDTH, type: WidthType.DXA },
      columnWidths: [LABEL_WIDTH, WIDTH - LABEL_WIDTH],
      rows: rows.map(
        ([label, value, text]) =>
          new TableRow({
            height: { value, rule: HeightRule.ATLEAST },
            cantSplit: true,
            children: [
              cell(label, LABEL_WIDTH, AlignmentType.CENTER),
              cell(text, WIDTH - LABEL_WIDTH, AlignmentType.RIGHT),
            ],
          }),
      ),
    }),
  ];
}

const cell = (text: string, width: number, align: Look["align"] & string): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    children: [line(text, { align })],
  });
