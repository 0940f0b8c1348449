"""The contract: content, securities, changes, supplements, performance, acceptance (gpl-2014:43-50; tbl-2017:46-48; mof-order-87:70-75; mof-order-102:22-29)."""

from procure_rules.facts.fields import (
    Entity,
    absent,
    amount,
    days,
    declared,
    event,
    exception,
    fact,
    implied,
    number,
    usual,
    whether,
)
from procure_rules.facts.values import Amount, Days, Event, Flag, Quantity, Text

__all__ = ["Acceptance", "Contract", "Supplement"]
# fmt: off


class Contract(Entity):
    """The contract as signed and as it fared."""

    written: Flag | None = whether("签订了书面合同", "a written contract was signed", "未签订书面合同", "no written contract was signed")
    content_complete: Flag | None = whether("合同具备必备条款", "the contract has the prescribed clauses", "合同缺少必备条款", "the contract lacks prescribed clauses")
    departs_from_documents: Flag | None = exception("合同对采购（招标）文件和投标文件作实质性修改", "the contract departs in substance from documents and bid", "合同与采购（招标）文件和投标文件一致", "the contract agrees with documents and bid")
    contrary_side_agreement: Flag | None = exception("另行订立背离合同实质性内容的协议", "a further agreement contradicts the contract in substance", "未另行订立背离合同的协议", "no further agreement contradicts the contract")
    conditions_imposed: Flag | None = exception("提出不合理要求作为签订合同的条件", "unreasonable demands were made a condition of signing", "未提出不合理要求", "no unreasonable demand was made a condition of signing")
    conditions_by_winner: Flag | None = exception("中标（成交）人在签订合同时提出附加条件或者更改合同实质性内容", "the winner set further conditions, or changed the substance, when it came to signing", "中标（成交）人未在签订合同时提出附加条件", "the winner set no further conditions when it came to signing", ask=("中标（成交）人是否在签订合同时提出附加条件或者更改合同实质性内容？", ""))
    purchaser_refused: Flag | None = exception("采购人（招标人）无正当理由不签订合同", "the purchaser refused to sign without good reason", "采购人（招标人）未拒绝签订合同", "the purchaser did not refuse to sign")
    performance_security: Amount | None = amount("履约保证金金额", "performance security", "190000")
    performance_security_non_cash: Flag | None = whether("履约保证金以非现金形式提交", "the performance security takes a non-cash form", "履约保证金以现金提交", "the performance security is taken in cash", ask=("履约保证金是否以非现金形式提交？", "Does the performance security take a non-cash form?"))
    performance_security_given: Flag | None = whether("中标（成交）人提交了履约保证金", "the winner gave the performance security", "中标（成交）人未提交履约保证金", "the winner did not give the performance security")
    performance_security_due: Event | None = event("履约保证金应退还日", "day the performance security is to be returned", "2027-02-14")
    performance_security_returned: Event | None = event("退还履约保证金", "performance security returned", "2027-02-20")
    payment_security_required: Flag | None = whether("招标人同时提供工程（货物）款支付担保", "the tenderee gives security for payment in turn", "招标人未提供支付担保", "the tenderee gives no security for payment")
    other_securities: Flag | None = exception("收取法定四类以外的保证金", "securities beyond the lawful kinds are taken", "未收取其他保证金", "no securities beyond the lawful kinds are taken")
    securities_limited_to_cash: Flag | None = exception("将保证金限定为现金或者拒绝保函", "securities are limited to cash, or guarantees refused", "未将保证金限定为现金", "securities are not limited to cash")
    term: Days | None = days("合同履行期限", "term of the contract", "365")
    term_years: Quantity | None = number("服务合同履行年限", "term of a service contract in years", "1", "year")
    renewable_service: Flag | None = whether("服务内容相对固定、连续性强、经费稳定、价格变化小", "the service is stable in content, funds and price", "服务内容、经费或者价格不稳定", "the service is not stable in content, funds or price", ask=("服务内容是否相对固定、连续性强、经费稳定、价格变化小？", ""))
    budget_secured_for_term: Flag | None = whether("有预算保障", "the budget is secured for the term", "没有预算保障", "the budget is not secured for the term")
    fixed_price: Flag | None = whether("系固定价格合同", "the price is fixed", "不是固定价格合同", "the price is not fixed")
    marked_as_reserved: Flag | None = whether("标注为中小企业预留合同", "the contract is marked as reserved for small firms", "未标注为中小企业预留合同", "the contract is not marked as reserved")
    includes_share_agreement: Flag | None = whether("联合协议或者分包意向协议作为合同组成部分", "the consortium or subcontract agreement is part of the contract", "联合协议、分包意向协议未作为合同组成部分", "the consortium or subcontract agreement is no part of the contract")
    secrets_withheld: Flag | None = whether("公告合同时不公开国家秘密、商业秘密", "state and business secrets were left out of the publication", "公告合同时公开了国家秘密、商业秘密", "state or business secrets were published", presume=absent("true", "未提及公开国家秘密、商业秘密，推定没有", "no secret is said to have been published, so none is presumed"))
    altered: Flag | None = exception("擅自变更、中止或者终止合同", "the contract was altered, suspended or ended without leave", "未擅自变更、中止或者终止合同", "the contract was not altered, suspended or ended without leave")
    public_interest_harmed: Flag | None = exception("继续履行将损害国家利益和社会公共利益", "going on would harm national or public interest", "继续履行不损害国家利益和社会公共利益", "going on harms neither national nor public interest")
    altered_for_public_interest: Flag | None = whether("为此变更、中止或者终止了合同", "the contract was altered, suspended or ended for that", "未为此变更、中止或者终止合同", "the contract was not altered, suspended or ended for that", ask=("是否为维护国家利益和社会公共利益变更、中止或者终止了合同？", "Was the contract altered, suspended or ended for the national or public interest?"))
    changed_by_purchaser: Flag | None = exception("因采购人原因变更、中止或者终止合同", "the contract was altered, suspended or ended for reasons of the purchaser", "未因采购人原因变更、中止或者终止合同", "the contract was not altered, suspended or ended for reasons of the purchaser")
    supplier_compensated: Flag | None = whether("对供应商受到的损失予以赔偿或者补偿", "the supplier's loss was made good", "未对供应商受到的损失予以赔偿或者补偿", "the supplier's loss was not made good")
    payment_terms_complete: Flag | None = whether("合同约定资金支付的方式、时间、条件和逾期支付的违约责任", "the contract states how, when and on what conditions payment is made, and the liability for late payment", "合同未约定资金支付的方式、时间、条件或者逾期支付的违约责任", "the contract does not state how, when or on what conditions payment is made, or the liability for late payment", ask=("", "Does the contract state how, when and on what conditions payment is made, and the liability for late payment?"))
    performance_security_terms_complete: Flag | None = whether("合同约定履约保证金退还的方式、时间、条件、不予退还的情形和逾期退还的违约责任", "the contract states how, when and on what conditions the performance security goes back, when it is kept, and the liability for a late return", "合同未约定履约保证金的退还条件、不予退还的情形或者逾期退还的违约责任", "the contract does not state when the performance security goes back or is kept, or the liability for a late return", ask=("", "Does the contract state how, when and on what conditions the performance security goes back, when it is kept, and the liability for a late return?"))
    liability_of_both_stated: Flag | None = whether("合同明确约定双方的违约责任", "the contract states the liability of both sides", "合同未明确约定双方的违约责任", "the contract does not state the liability of both sides")
    transferred: Flag | None = exception("转让（转包）合同项目", "the contract was passed on as a whole or in pieces", "未转让（转包）合同项目", "the contract was not passed on")
    subcontracted: Flag | None = exception("实际分包", "parts were subcontracted", "没有分包", "nothing was subcontracted", unless="contract.core_subcontracted or contract.subcontracted_again or contract.subcontracted_upwards or contract.main_structure_subcontracted")
    subcontracting_consented: Flag | None = whether("分包经约定或者采购人（招标人）同意", "subcontracting was agreed or consented to", "分包未经约定或者同意", "subcontracting was neither agreed nor consented to")
    core_subcontracted: Flag | None = exception("将主体、关键性工作分包", "core work was subcontracted", "未将主体、关键性工作分包", "no core work was subcontracted")
    subcontracted_again: Flag | None = exception("分包人再次分包", "a subcontractor subcontracted again", "分包人未再次分包", "no subcontractor subcontracted again")
    counterfeits_supplied: Flag | None = exception("供应商提供假冒伪劣产品", "the supplier delivered fake or substandard products", "供应商未提供假冒伪劣产品", "the supplier delivered no fake or substandard products")
    passed_on_value: Amount | None = amount("转让、分包项目金额", "value passed on or subcontracted", "800000")
    subcontracted_upwards: Flag | None = exception("小微企业分包给大中型企业或者中型企业分包给大型企业", "a smaller firm subcontracted to a larger one", "未向更大规模的企业分包", "nothing was subcontracted to a larger firm", ask=("是否存在小微企业分包给大中型企业，或者中型企业分包给大型企业的情形？", ""))
    not_performed: Flag | None = exception("中标（成交）人不履行合同", "the supplier did not perform", "中标（成交）人履行合同", "the supplier performed")
    not_performed_gravely: Flag | None = exception("不履行合同义务且情节严重", "the failure to perform is grave", "不属于情节严重的不履行", "the failure to perform is not grave")
    force_majeure: Flag | None = exception("因不可抗力不能履行", "force majeure prevented performance", "没有不可抗力", "there was no force majeure")
    rescinded: Flag | None = exception("合同被撤销", "the contract was rescinded", "合同未被撤销", "the contract was not rescinded")
    partly_performed: Flag | None = whether(
        "合同已经履行（部分履行）",
        "the contract was performed, at least in part",
        "合同尚未履行",
        "the contract was not performed at all",
        presume=(
            implied("true", "已经开始履行的，即是已经履行（部分履行）", "what has begun is performed in part", when="happened(performance_started)"),
            implied(
                "false",
                "合同尚未签订、尚未定标或者尚未开始履行的，没有履行",
                "where no contract is signed, no award made or performance has not begun, none was performed",
                when="not happened(performance_started) or not happened(contract_signed) or not happened(award_decided)",
            ),
        ),
    )
    loss_caused: Amount | None = amount("给对方造成的损失", "loss caused to the other party", "120000", presume=absent("0元", "未提及给对方造成损失，推定没有", "no loss of the other party is mentioned, so none is presumed"))
    contractor_qualified: Flag | None = whether("承包单位具有相应资质等级", "the contractor has the qualification grade needed", "承包单位不具有相应资质等级", "the contractor lacks the qualification grade needed")
    works_dismembered: Flag | None = exception("肢解发包", "works that one contractor should carry out were split among several", "没有肢解发包", "the works were not split")
    material_supplier_named: Flag | None = exception("承包单位采购材料设备时指定生产厂、供应商", "the client names makers or suppliers of what the contractor buys", "未指定生产厂、供应商", "the client names no maker or supplier", ask=("承包单位采购材料设备的，是否为其指定生产厂、供应商？", ""))
    main_structure_subcontracted: Flag | None = exception("施工总承包的主体结构分包", "the main structure is subcontracted", "主体结构由总承包单位自行完成", "the contractor builds the main structure itself", ask=("是否将施工总承包的主体结构分包？", ""))
    below_cost_forced: Flag | None = exception("迫使承包方以低于成本的价格竞标", "the contractor was forced to bid below cost", "未迫使低于成本竞标", "the contractor was not forced below cost")
    time_compressed: Flag | None = exception("任意压缩合理工期", "reasonable time for the works was cut at will", "未任意压缩合理工期", "the time for the works was not cut at will")
    used_before_acceptance: Flag | None = exception("未经验收合格交付使用", "the works were put to use before they passed acceptance", "未在验收合格前交付使用", "the works were not put to use before acceptance", ask=("是否未经验收合格交付使用？", ""))
    warranty_years_waterproofing: Quantity | None = number("防水防渗漏保修年限", "years of warranty for waterproofing", "5", "year")
    warranty_seasons_heating: Quantity | None = number("供热供冷系统保修的采暖期、供冷期数", "heating or cooling seasons of warranty", "2")
    warranty_years_installation: Quantity | None = number("电气管线、给排水管道、设备安装和装修保修年限", "years of warranty for wiring, plumbing, installation and fitting-out", "2", "year")
    financing_guaranteed: Flag | None = exception("采购人（购买主体）为供应商融资提供担保", "the purchaser guarantees the supplier's loan", "采购人（购买主体）未为融资提供担保", "the purchaser guarantees no loan of the supplier")
    advance_by_builder: Flag | None = exception("由施工单位垫资建设", "the builder advances the money", "施工单位不垫资", "the builder advances no money", ask=("是否由施工单位垫资建设？", ""))
    performance_security_raised: Flag | None = exception("擅自提高履约保证金", "the performance security was raised without leave", "未擅自提高履约保证金", "the performance security was not raised")
    subcontractor_named_by_tenderee: Flag | None = exception("招标人直接指定分包人", "the tenderee named a subcontractor", "招标人未指定分包人", "the tenderee named no subcontractor")
    beyond_approved_estimate: Flag | None = exception("合同超出批准的初步设计及概算范围", "the contract goes beyond the approved design and estimate", "合同在批准的初步设计及概算范围内", "the contract is within the approved design and estimate")
    not_performed_by_tenderee: Flag | None = exception("招标人不履行合同", "the tenderee did not perform the contract", "招标人履行合同", "the tenderee performed the contract")


class Supplement(Entity):
    """One supplementary contract (gpl-2014:49)."""

    id: Text | None = fact("补充合同编号", "number of the supplement", example="补1")
    supplement_signed: Event | None = event("补充合同签订", "supplement signed", "2026-06-01")
    supplement_value: Amount | None = amount("补充合同金额", "value of the supplement", "60000")
    same_subject: Flag | None = whether("追加与合同标的相同的货物、工程或者服务", "it adds goods, works or services of the same kind", "追加的并非相同标的", "what it adds is not of the same kind")
    other_terms_unchanged: Flag | None = whether("不改变合同其他条款", "it changes no other terms", "改变了合同其他条款", "it changes other terms", ask=("是否不改变合同其他条款？", "Does it leave the other terms as they are?"))
    during_performance: Flag | None = fact(
        "在合同履行中签订", "signed while the contract was being performed",
        yes=("在合同履行中签订", "it was signed while the contract was being performed"),
        no=("不在合同履行中签订", "it was not signed while the contract was being performed"),
        presume=usual("true", "补充合同通常在履行中签订，未提及其他情形，推定如此", "supplements are signed during performance as a rule; nothing else is mentioned"),
    )


class Acceptance(Entity):
    """Inspection and acceptance (gpl-2014:41; gpl-regulation-2015:45; caiku-2021-22:24)."""

    held: Flag | None = whether("组织了履约验收", "performance was inspected", "未组织履约验收", "performance was not inspected", presume=declared("true", "已载明验收怎样进行，推定如此", "stated of it: how performance was inspected; so it is presumed", when="not acceptance.against_standards or not acceptance.report_complete"))
    report_made: Flag | None = whether("出具了验收书", "an acceptance report was made", "未出具验收书", "no acceptance report was made")
    report_complete: Flag | None = whether("验收书包括每一项技术、服务、安全标准的履约情况", "the report covers each technical, service and safety standard", "验收书内容不齐全", "the report does not cover each standard", ask=("验收书是否包括每一项技术、服务、安全标准的履约情况？", ""))
    term_agreed: Days | None = days("约定的检验、验收期限", "time agreed for inspection", "15")
    delayed_by_purchaser: Flag | None = exception("采购人拖延检验、验收", "the purchaser delayed the inspection", "采购人未拖延检验、验收", "the purchaser did not delay the inspection")
    passed: Flag | None = whether("验收合格", "performance passed", "验收不合格", "performance did not pass")
    quality_body_took_part: Flag | None = whether("大型或者复杂项目邀请国家认可的质量检测机构参加", "a recognised quality body took part", "未邀请质量检测机构参加", "no quality body took part", ask=("大型或者复杂项目是否邀请国家认可的质量检测机构参加？", ""))
    large_or_complex: Flag | None = whether("系大型或者复杂的采购项目", "it is a large or complex purchase", "不是大型或者复杂的采购项目", "it is no large or complex purchase")
    service_users_asked: Flag | None = whether("公共服务项目验收邀请服务对象参与", "those served took part in the acceptance of a public service", "公共服务项目验收未邀请服务对象参与", "those served took no part in the acceptance")
    result_published: Flag | None = whether("向社会公告验收结果", "the result was published", "未公告验收结果", "the result was not published")
    against_standards: Flag | None = whether("按合同约定的标准验收", "acceptance followed the contract's standards", "未按合同约定的标准验收", "acceptance did not follow the contract's standards")
