import { z } from "zod";
import { choice, key, pattern } from "../../functions/domain/schema/choice.ts";
import { $schema, identifier, mailAddress, text } from "../../functions/domain/schema/primitives.ts";
import { identitySettings } from "./identity.ts";
import { httpsUrl } from "./url.ts";

const partition = choice({
  aws: { label: "AWS 海外", explanation: "中国大陆以外的区域" },
  "aws-cn": { label: "AWS 中国", explanation: "北京（光环新网运营）和宁夏（西云数据运营）区域" },
});

const perSecond = key(
  z.number().min(0.5).max(1000),
  "每秒封数",
  "该账户每秒最多可以发出的邮件，0.5 至 1000；SES 新账户为 1",
  14,
);
const sender = key(
  mailAddress,
  "发件邮箱",
  "应与 rules/settings.json 中 office.sender 一致；以 SES 发信的，只准许以此地址发信",
  "yifa@example.org",
);

/** Without it CloudFormation does not notice that a secret holds something else now. */
const secretVersion = (name: string) =>
  key(
    pattern(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      "应为 put-secret-value 返回的 VersionId，例如 01234567-89ab-cdef-0123-456789abcdef",
    ).optional(),
    "密钥版本",
    `密钥 ${name} 的哪一版；换密码之后写新版本并重新部署，不写即第一次部署时的内容`,
  );

const mail = z.discriminatedUnion("provider", [
  z.strictObject({ provider: z.literal("ses"), sender, perSecond }).meta({ title: "以 SES 发信" }),
  z
    .strictObject({
      provider: z.literal("smtp"),
      sender,
      perSecond,
      mailbox: key(
        z.boolean(),
        "读取退信",
        "是否每 15 分钟读取发件邮箱中的退信；为 true 的，应先建立密钥 yifa/imap-url",
        true,
      ),
      smtpSecretVersion: secretVersion("yifa/smtp-url"),
      imapSecretVersion: secretVersion("yifa/imap-url"),
    })
    .meta({ title: "以 SMTP 发信" }),
]);

/** What CloudWatch takes, without those below six months: 180 days are less than any six months are. */
const LOG_DAYS = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;
const logDays = z
  .number()
  .refine((days) => LOG_DAYS.some((one) => one === days), {
    error: `应为 ${LOG_DAYS.join("、")} 之一，例如 365；网络安全法第二十一条要求网络日志留存不少于六个月，180 天不足六个月`,
  })
  .meta({ enum: [...LOG_DAYS] });

const retention = z.strictObject({
  logDays: key(logDays, "日志留存天数", "运行日志和访问日志保留多少天", 365),
  backupDays: key(
    z.number().int().min(90).max(3650),
    "备份留存天数",
    "每月备份保留多少天，90 至 3650；最近 35 天另可恢复到任意一秒",
    400,
  ),
});

const limits = z.strictObject({
  requestsPerSecond: key(z.number().int().min(1).max(10_000), "每秒请求数", "接口每秒平均接受多少个请求", 50),
  burst: key(z.number().int().min(1).max(5_000), "突发请求数", "接口一时最多同时接受多少个请求", 100),
  concurrency: key(
    z.union([z.number().int().min(2).max(1_000), z.literal("unreserved")], {
      error: "应为 2 至 1000 的整数，或者 unreserved（不预留），例如 20",
    }),
    "接口并发数",
    "为接口预留多少个并发，发信和定时任务另行预留；账户并发总额不足时写 unreserved，一律不预留",
    20,
  ),
});

/** `yifa.config.json`: one deployment. */
export const deployment = z
  .strictObject({
    $schema,
    partition: key(partition, "分区", "部署在哪个分区", "aws-cn"),
    region: key(
      pattern(/^[a-z]{2}(-[a-z]+)+-\d$/, "应为区域代号，例如 cn-north-1"),
      "区域",
      "部署在哪个区域，应属于该分区",
      "cn-north-1",
    ),
    account: key(
      pattern(/^\d{12}$/, "应为 12 位数字的账户编号，例如 123456789012").optional(),
      "账户",
      "只准部署到这个账户；不写即以当前凭证的账户为准",
      "123456789012",
    ),
    calendar: key(identifier, "工作日历", "应与 rules/settings.json 中 calendar 一致", "cn-xj"),
    mail: key(mail, "邮件", "以什么方式、以哪个地址发信"),
    identity: key(identitySettings, "身份认证", "接口接受哪个 OIDC 签发者的令牌"),
    publicUrl: key(
      httpsUrl.optional(),
      "对外网址",
      "邮件中的链接以此开头；在境内应为已备案的域名；不写即邮件中没有链接",
      "https://yifa.example.org",
    ),
    linkKeyGeneration: key(
      z.number().int().min(1).max(10_000).optional(),
      "链接密钥的代次",
      "邮件中链接的签名密钥是第几代，不写即第 1 代；加一并重新部署，即换用新密钥，前一代签发的链接到期前仍然有效",
      2,
    ),
    certificateArn: key(
      pattern(
        /^arn:aws(-cn)?:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/,
        "应为 ACM 证书的 ARN，例如 arn:aws-cn:acm:cn-north-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef",
      ).optional(),
      "证书",
      "对外网址的证书；写明后接口使用该域名，默认地址停用。不写即由前置网关或者反向代理提供该网址",
    ),
    alarms: key(
      z.strictObject({
        addresses: key(
          z.array(mailAddress).min(1).max(20),
          "收件邮箱",
          "告警发给谁；每个地址应在部署后点击确认",
          ["ops@example.org"],
        ),
      }),
      "告警",
      "出现须由人处理的情况时通知谁",
    ),
    retention: key(retention, "留存", "日志和备份保留多久"),
    restoredTable: key(
      pattern(/^[\w.-]{3,255}$/, "应为数据表名，例如 yifa-restored-20261123").optional(),
      "恢复的数据表",
      "由备份恢复出来、改用的数据表；不写即用部署建立的数据表，见 docs/deploy.md",
    ),
    limits: key(limits, "限额", "请求和并发的上限"),
    tags: key(
      z
        .record(pattern(/^[\w.:/=+@-]{1,128}$/, "应为 1 至 128 个字母、数字和 . : / = + @ - 符号"), text)
        .optional(),
      "标签",
      "加在所有资源上，例如成本归属",
      { department: "justice" },
    ),
  })
  .meta({ title: "部署配置", description: "一套依法系统部署在哪里、怎样发信、认谁的令牌" });
export type Deployment = z.infer<typeof deployment>;
