/** Words of the purpose: why somebody looks. */
export const purposeZh = {
  purpose: {
    label: '目的：',
    none: '未选目的，画面不可看',
    title: '先说为什么看',
    lead: '选一次，用到期满。目的会印在画面上，写进台账，被看的单位第二天能看到。',
    of: { routine_tour: '例行轮巡', finding: '处理问题', visit: '旁看会见', request: '答复申请', other: '其他', platform: '平台取流' } as Record<string, string>,
    notes: { routine_tour: '按计划看一遍', finding: '填问题编号', visit: '填会见编号', request: '填申请编号', other: '写一句话' } as Record<string, string>,
    with: (name: string, detail: string) => `${name} ${detail}`,
    number: '编号',
    numberHint: '例如 2026-118',
    text: '为什么看',
    textHint: '4 到 200 个字，会印在画面上',
    wrong: { number: '没有打开：编号是 1 到 32 个字母、数字或 . _ / -。', text: '没有打开：请写 4 到 200 个字。' },
    go: '开始看',
    not: '不看了',
    keep: '不改了',
    choose: '选目的',
    change: '改',
    left: (minutes: number) => (minutes > 60 ? `还有 ${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分` : `还有 ${minutes} 分`),
  },
}
