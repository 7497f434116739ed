import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from "aws-cdk-lib/aws-backup";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Schedule } from "aws-cdk-lib/aws-events";
import { ManagedPolicy, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";

/**
 * For what is noticed late: point-in-time recovery goes back 35 days, to any second; behind that there is a copy of each
 * month, which nothing in the system can take away.
 */
export function backUp(scope: Construct, table: ITableV2, { key, days }: { key: IKey; days: number }): void {
  const backupVault = new BackupVault(scope, "Backups", {
    encryptionKey: key,
    blockRecoveryPointDeletion: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const plan = new BackupPlan(scope, "BackupPlan", {
    backupVault,
    backupPlanRules: [
      new BackupPlanRule({
        ruleName: "monthly",
        // 02:00 in Asia/Shanghai on the second, when nothing of ours runs.
        scheduleExpression: Schedule.cron({ minute: "0", hour: "18", day: "1" }),
        deleteAfter: Duration.days(days),
      }),
    ],
  });
  plan.addSelection("Table", {
    resources: [BackupResource.fromArn(table.tableArn)],
    role: new Role(scope, "BackupRole", {
      assumedBy: new ServicePrincipal("backup.amazonaws.com"),
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName("service-role/AWSBackupServiceRolePolicyForBackup"),
      ],
    }),
    disableDefaultBackupPolicy: true,
  });
}
