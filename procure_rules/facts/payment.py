"""Payment: terms and single payments (gpl-regulation-2015:51; caiku-2019-38; sme-payment-regulation-2025)."""

from procure_rules.facts.fields import (
    Entity,
    absent,
    amount,
    days,
    declared,
    done,
    event,
    exception,
    fact,
    ratio,
    whether,
)
from procure_rules.facts.values import Amount, Days, Event, Flag, Ratio, Text
from procure_rules.facts.words import PaymentStart

__all__ = ["Payment", "PaymentTerms"]
# fmt: off


class PaymentTerms(Entity):
    """What the contract says of payment, and who the parties are."""

    supplier_is_sme: Flag | None = whether("供应商系中小企业", "the supplier is a small or medium-sized enterprise", "供应商不是中小企业", "the supplier is no small or medium-sized enterprise")
    told_of_size: Flag | None = whether("订立合同时供应商主动告知其属于中小企业", "the supplier told its size when the contract was made", "订立合同时未告知属于中小企业", "the supplier did not tell its size when the contract was made", ask=("订立合同时，供应商是否主动告知其属于中小企业？", ""))
    buyer_is_large_enterprise: Flag | None = whether("付款方系大型企业", "the buyer is a large enterprise", "付款方不是大型企业", "the buyer is no large enterprise")
    agreed_term: Days | None = days("约定的付款期限", "time to pay as agreed", "30")
    runs_from: PaymentStart | None = fact("付款期限起算点", "from when the time to pay runs", example="from_delivery", presume=absent("from_delivery", "未提及另行约定起算点，推定依条例自交付之日起", "no other start is mentioned, so delivery is presumed, as in the regulation"), ask=("付款期限自何时起算？", "From when does the time to pay run?"))
    agreed_in_contract: Flag | None = whether("合同约定了付款期限", "the contract sets a time to pay", "合同未约定付款期限", "the contract sets no time to pay")
    follows_industry_practice: Flag | None = whether("约定期限符合行业规范、交易习惯", "the time agreed follows industry norms and usage", "约定期限不符合行业规范、交易习惯", "the time agreed does not follow industry norms and usage")
    depends_on_third_party: Flag | None = exception("以收到第三方付款作为付款条件（背靠背）", "payment depends on a third party's payment", "付款不以第三方付款为条件", "payment does not depend on a third party's payment", ask=("是否以收到第三方付款作为付款条件（背靠背）？", ""))
    depends_on_audit: Flag | None = exception("强制以审计机关的审计结果作为结算依据", "the state audit is made the basis of settlement", "未强制以审计结果作为结算依据", "the state audit is not made the basis of settlement")
    audit_basis_by_law: Flag | None = whether("法律、行政法规规定以审计结果结算", "a law provides for settlement by the audit", "没有法律、行政法规规定以审计结果结算", "no law provides for settlement by the audit", ask=("法律、行政法规是否规定以审计结果结算？", ""))
    settlement_by_progress: Flag | None = exception("采取履行进度结算、定期结算等方式", "settlement is by progress or at intervals", "不采取进度、定期结算", "settlement is neither by progress nor at intervals")
    acceptance_is_condition: Flag | None = exception("以检验或者验收合格作为付款条件", "passing inspection is a condition of payment", "不以检验、验收合格作为付款条件", "passing inspection is no condition of payment")
    non_cash_forced: Flag | None = exception("强制接受商业汇票、应收账款电子凭证等非现金支付", "non-cash payment was forced on the supplier", "未强制接受非现金支付", "non-cash payment was not forced on the supplier")
    daily_interest_agreed: Ratio | None = ratio("约定的逾期日利率", "daily default interest agreed", "0.05%")
    annual_interest_agreed: Ratio | None = ratio("约定的逾期年利率", "annual default interest agreed", "3.45%")
    loan_prime_rate: Ratio | None = ratio("合同订立时的一年期贷款市场报价利率", "one-year loan prime rate when the contract was made", "3%")
    refused_for_internal_reasons: Flag | None = exception("以负责人变更、内部付款流程等为由拒绝或者迟延支付", "payment was refused or delayed for a change of head, internal process or the like", "未以内部原因拒绝或者迟延支付", "payment was neither refused nor delayed for internal reasons")
    refused_pending_acceptance_or_audit: Flag | None = exception("以等待竣工验收备案（批复）、决算审计等为由拒绝或者迟延支付", "payment was refused or delayed to wait for the filing of the final acceptance or the audit of the final accounts", "未以等待竣工验收备案、决算审计等为由拒绝或者迟延支付", "payment did not wait for the filing of the final acceptance or the audit of the final accounts")
    waiting_agreed_in_contract: Flag | None = exception("合同约定待竣工验收备案（批复）、决算审计等后付款", "the contract provides for payment after the filing of the final acceptance or the audit of the final accounts", "合同未约定待竣工验收备案、决算审计等后付款", "the contract does not provide for payment after such filing or audit")
    uncontested_part_withheld: Flag | None = exception("对无争议部分也未及时付款", "the uncontested part was withheld too", "对无争议部分及时付款", "the uncontested part was paid in time", ask=("是否对无争议部分也未及时付款？", ""))
    claim_confirmation_asked: Event | None = event("中小企业提出确权请求", "supplier asked that the claim be confirmed", "2026-04-01", presume=absent("not_yet", "未提及确权请求，推定没有", "no request to confirm a claim is mentioned, so none is presumed"))
    claim_confirmed: Event | None = event("确认债权债务关系", "claim confirmed", "2026-04-20")
    overdue_reported: Flag | None = whether("按期公开（公示）上一年度逾期尚未支付中小企业款项的信息", "the sums of the year before that were overdue to small and medium-sized firms were published in time", "未按期公开（公示）逾期尚未支付款项的信息", "the sums overdue to small and medium-sized firms were not published in time", ask=("是否按期公开（公示）上一年度逾期尚未支付中小企业款项的信息？", ""))
    payment_complaint_admitted: Event | None = event("受理拖欠款项投诉", "complaint about arrears admitted", "2026-06-01", presume=done("payment.retaliated", "对投诉人打击报复", "that the complainant was retaliated against"))
    payment_complaint_referred: Event | None = event("转交处理投诉部门", "complaint about arrears referred", "2026-06-12")
    payment_complaint_handled: Event | None = event("形成处理结果并反馈", "complaint about arrears decided and told", "2026-07-10")
    payment_complaint_extended: Flag | None = exception("处理期限经批准延长", "the time to decide was extended with approval", "处理期限未延长", "the time to decide was not extended")
    audit_agreed_in_contract: Flag | None = exception("合同约定以审计结果作为结算依据", "the contract provides for settlement by the audit", "合同未约定以审计结果结算", "the contract does not provide for settlement by the audit")
    no_interest_agreed: Flag | None = whether("合同未约定逾期利率", "the contract sets no default interest", "合同约定了逾期利率", "the contract sets default interest", presume=declared("false", "载明了约定的逾期利率", "a rate of default interest is stated", when="payment.annual_interest_agreed >= 0% or payment.daily_interest_agreed >= 0%"))
    overdue: Flag | None = exception("迟延支付款项", "payment is overdue", "未迟延支付款项", "payment is not overdue")
    payment_complaint_received: Event | None = event("处理投诉部门收到投诉材料", "complaint about arrears received by the department that handles it", "2026-06-12")
    payment_complaint_told_in_writing: Flag | None = whether("处理结果书面反馈投诉人和受理投诉部门", "the result was told in writing to complainant and admitting department", "处理结果未书面反馈", "the result was not told in writing")
    complainant_is_party: Flag | None = whether("投诉人与被投诉人存在合同关系", "the complainant has a contract with the respondent", "投诉人与被投诉人不存在合同关系", "the complainant has no contract with the respondent")
    payment_complaint_false: Flag | None = exception("虚假、恶意投诉", "the complaint about arrears is false or malicious", "不是虚假、恶意投诉", "the complaint about arrears is neither false nor malicious")
    respondent_silent: Flag | None = exception("被投诉人未及时反馈或者未按规定反馈", "the respondent did not report back in time or as prescribed", "被投诉人及时反馈", "the respondent reported back in time")
    supervision_letter_sent: Event | None = event("发出督办书", "letter of supervision sent", "2026-06-25")
    respondent_refuses: Flag | None = exception("收到督办书仍拒不配合", "the respondent refuses to co-operate after the letter of supervision", "收到督办书后予以配合", "the respondent co-operates after the letter of supervision")
    retaliated: Flag | None = exception("对提出付款请求或者投诉的中小企业恐吓、打击报复", "the firm that asked for payment or complained was threatened or retaliated against", "未恐吓、打击报复", "there was no threat or retaliation")
    term_set_elsewhere: Flag | None = exception("法律、行政法规或者国家有关规定对付款期限另有规定", "a law or a rule of the state sets another time to pay", "没有法律、行政法规或者国家有关规定另定付款期限", "no law or rule of the state sets another time to pay", ask=("法律、行政法规或者国家有关规定是否对付款期限另有规定？", ""))
    in_one_sum: Flag | None = whether("合同价款一次付清", "the contract price is paid in one sum", "合同价款分期支付", "the contract price is paid in instalments")


class Payment(Entity):
    """One payment, owed or made."""

    id: Text | None = fact("付款编号", "number of the payment", example="1")
    instalment_amount: Amount | None = amount("该笔金额", "sum", "1126305")
    instalment_delivered: Event | None = event("该笔对应的交付", "delivery that the payment is for", "2026-04-20")
    instalment_accepted: Event | None = event("该笔对应的验收合格", "acceptance that the payment is for", "2026-04-27", presume=(declared("not_yet", "合同价款一次付清，验收不合格", "the price is paid in one sum, and performance did not pass", when="payment.in_one_sum and not acceptance.passed"), declared("works_accepted", "合同价款一次付清，合同的验收即该笔对应的验收", "the price is paid in one sum, so the acceptance is that of the payment", when="payment.in_one_sum")))
    instalment_settled: Event | None = event("双方确认结算金额", "sum settled between the parties", "2026-04-28")
    instalment_invoiced: Event | None = event("收到该笔发票", "invoice for the payment received", "2026-04-28", presume=declared("invoice_received", "合同价款一次付清，收到的发票即该笔发票", "the price is paid in one sum, so the invoice received is that of the payment", when="payment.in_one_sum"))
    instalment_conditions_met: Event | None = event("该笔付款条件成就", "conditions of the payment met", "2026-04-28")
    instalment_paid: Event | None = event("该笔支付", "payment made", "2026-05-20")
    is_advance: Flag | None = exception("系预付款", "it is an advance payment", "不是预付款", "it is no advance payment")
    interest_paid: Amount | None = amount("支付的逾期利息", "default interest paid", "2815.76")
    disputed: Flag | None = exception("该笔款项存在争议", "the sum is disputed", "该笔款项没有争议", "the sum is not disputed")
