export type ReadmeFacts = {
  readonly of: string;
  readonly withPersonalData: boolean;
};

/** For a court or a supervisor: what the bundle is, what it shows, and what it cannot. */
export const readme = ({ of, withPersonalData }: ReadmeFacts): string => `依法系统证据包

对象：${of}
${
  withPersonalData
    ? "本证据包含有个人信息，只供有权机关依法调取使用，不得公开、不得另作他用，用毕按规定销毁。"
    : "本证据包不含台账事实的内容，只列事实的名称；需要内容的，由有权机关依法调取时以 --with-personal-data 另行导出。"
}

一、文件
  entries.jsonl  历史记录，一行一条，依次为第1条、第2条……：at 时间（协调世界时），by 何人，what 何事，
                 reason 理由，from 经由何处，ruleset 依据的规则集，before 上一条的校验值，n 序号，of 所属对象
  end.txt        链尾：最后一条的序号和校验值
  sealed/        第几条历史记录所记的内容（文件名为该条的序号）：前32个字符是随机数，其后是内容原文
  case.json      供阅读：台账条目、应办事项及其期限的推算、通知、邮件结果、监督措施
  manifest.json  何时、由何人导出，涉及的规则集及其存放处
  SHA256SUMS     以上各文件的校验值
  verify.sh      核验程序

二、核验（任何装有 sh 和 sha256sum 的电脑，不需要依法系统）
  1. 解压后在文件夹内运行 sh verify.sh，显示“完好”即相符，显示“不符”的逐条列明何处。
  2. 不用程序的，可以手工核验：
     （1）取 entries.jsonl 的第1行（不含行末换行），计算 SHA-256，应与第2行的 before 相同；第2行与第3行，依次类推；
          最后一行的应与 end.txt 相同。例如第1行：sed -n 1p entries.jsonl | tr -d '\\n' | sha256sum
     （2）sealed/00000001.txt 的 SHA-256 应与第1行的 seal 相同，其余依次类推。例如：sha256sum sealed/00000001.txt
  3. 向导出机关以外的来源（依法系统运行单位当面出示、此前留存的核验结果）核对链尾。链尾相同，则以上各条自记载以来未有改动。

三、说明了什么，没有说明什么
  1. 任何一条被改动、删除、插入或者调换，从该条起的校验值都会不同，核验即显示不符。
  2. 没有附内容的，是依规清除、未予提供，或者已有其后的状态；其校验值仍在链上。
  3. 校验值不能说明所载内容是否属实，只能说明记载之后没有改动。
  4. 有权写入数据库的人如果从某一条起全部重做，本证据包自身无从发现，所以应当核对第二部分第3点所说的链尾。
`;
