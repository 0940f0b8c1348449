"""Who runs the procedure for the purchaser, and on what footing (caiku-2018-2; tbl-2017:12-15; tb-self-tendering-order-5)."""

from procure_rules.facts.fields import Entity, absent, amount, declared, event, exception, fact, number, whether
from procure_rules.facts.values import Amount, Event, Flag, Quantity, Text
from procure_rules.facts.words import AgencyKind, Payer

__all__ = ["Agency", "OwnOrganisation"]
# fmt: off


class Agency(Entity):
    """The agency entrusted with the procedure."""

    used: Flag | None = whether("委托代理机构采购（招标）", "an agency is entrusted", "采购人自行组织", "the purchaser organises the procedure itself", presume=declared("true", "载明了代理机构的类型，推定委托了代理机构", "the kind of agency is stated, so one is presumed to be entrusted", when="agency.kind in [centralised_procurement_body, procurement_agency, tendering_agency]"))
    name: Text | None = fact("代理机构名称", "name of the agency", example="某招标有限公司")
    kind: AgencyKind | None = fact("代理机构类型", "kind of agency", example="procurement_agency")
    registered: Flag | None = whether("代理机构已登记入名录", "the agency is on the register", "代理机构未登记入名录", "the agency is not on the register")
    written_agreement: Flag | None = whether("签订了委托代理协议", "a written agency agreement was signed", "未签订委托代理协议", "no written agency agreement was signed")
    agreement_complete: Flag | None = whether("委托代理协议内容齐全", "the agency agreement has the prescribed content", "委托代理协议内容不齐全", "the agency agreement lacks prescribed content")
    full_time_staff: Quantity | None = number("代理机构专职从业人员数", "full-time staff of the agency", "5")
    project_leader_named: Flag | None = whether("代理机构指定了项目负责人", "the agency named a project leader", "代理机构未指定项目负责人", "the agency named no project leader")
    project_leader_registered: Flag | None = whether("项目负责人系该机构已登记的从业人员", "the project leader is a registered member of the agency's staff", "项目负责人不是该机构已登记的从业人员", "the project leader is no registered member of the agency's staff", ask=("项目负责人是否为该机构已登记的从业人员？", ""))
    staff_registered: Flag | None = whether("代理机构从业人员已登记", "the agency's staff are registered", "代理机构从业人员未登记", "the agency's staff are not registered")
    internal_rules: Flag | None = whether("代理机构建立了内部监督管理制度", "the agency has rules of internal supervision", "代理机构没有内部监督管理制度", "the agency has no rules of internal supervision")
    own_premises: Flag | None = whether("代理机构有独立办公场所", "the agency has premises of its own", "代理机构没有独立办公场所", "the agency has no premises of its own")
    evaluates_on_own_premises: Flag | None = whether("在代理机构自有场所评审", "bids are evaluated on the agency's premises", "不在代理机构自有场所评审", "bids are not evaluated on the agency's premises", presume=declared("true", "已载明自有评审场所的设施，推定如此", "stated of it: the equipment of the agency's premises; so it is presumed", when="not agency.premises_equipped"))
    premises_equipped: Flag | None = whether("自有评审场所的录音录像设施符合标准", "the agency's premises have the prescribed recording equipment", "自有评审场所的设施不符合标准", "the agency's premises lack the prescribed equipment")
    particulars_changed: Event | None = event("代理机构登记信息变更", "particulars of the agency changed", "2026-03-02", presume=absent("not_yet", "未提及登记信息变更，推定没有", "no change of particulars is mentioned, so none is presumed"))
    particulars_updated: Event | None = event("代理机构更新登记信息", "register updated by the agency", "2026-03-16")
    chosen_by_lot: Flag | None = exception("以摇号、抽签、遴选等方式干预选择代理机构", "the choice of the agency was interfered with (lots, draws, pre-selection)", "采购人自主选择代理机构", "the purchaser chose the agency freely")
    forced_on_purchaser: Flag | None = exception("为采购人指定代理机构", "the agency was forced on the purchaser", "未被指定代理机构", "the agency was not forced on the purchaser", ask=("是否有单位或者个人为采购人指定代理机构？", ""))
    exceeds_mandate: Flag | None = exception("代理机构超越委托范围", "the agency exceeds its mandate", "代理机构在委托范围内", "the agency keeps to its mandate")
    bids_itself: Flag | None = exception("代理机构（含分支机构）投标或者代理投标", "the agency or a branch bids, or bids for another", "代理机构未投标或者代理投标", "the agency does not bid", ask=("代理机构（含分支机构）是否投标或者代理投标？", ""))
    advises_bidders: Flag | None = exception("代理机构为投标人提供投标咨询", "the agency advises bidders", "代理机构未为投标人提供咨询", "the agency does not advise bidders")
    tied_to_authority: Flag | None = exception("代理机构与行政机关有隶属关系或者其他利益关系", "the agency is tied to an authority", "代理机构与行政机关没有隶属或者利益关系", "the agency is not tied to any authority")
    banned: Flag | None = exception("代理机构处于禁止代理业务期间", "the agency is under a ban", "代理机构未被禁止代理业务", "the agency is under no ban")
    dishonest_debtor: Flag | None = exception("代理机构被列为失信被执行人", "the agency is listed as a dishonest judgment debtor", "代理机构未被列为失信被执行人", "the agency is not listed as a dishonest judgment debtor")
    credit_queried: Flag | None = whether("委托前查询了代理机构信用信息", "the agency's credit record was queried first", "委托前未查询代理机构信用信息", "the agency's credit record was not queried first")
    fee: Amount | None = amount("代理费用", "agency fee", "36000")
    fee_payer: Payer | None = fact("代理费用支付方", "who pays the agency fee", example="paid_by_supplier", ask=("代理费用由谁支付？", "Who pays the agency's fee?"))
    fee_stated_in_documents: Flag | None = whether("采购文件明示代理费用收取方式及标准", "the documents state how the fee is charged", "采购文件未明示代理费用收取方式及标准", "the documents do not state how the fee is charged")
    fee_published: Flag | None = whether("随结果公告公开代理收费情况", "the fee was published with the award", "未公开代理收费情况", "the fee was not published with the award")
    conduct_recorded: Event | None = event("记录代理机构履职情况", "agency's conduct recorded in the rating system", "2026-03-27")
    took_benefits: Flag | None = exception("代理机构收受贿赂或者获取其他不正当利益", "the agency took bribes or other undue benefits", "代理机构未收受不正当利益", "the agency took no undue benefits")
    leaked_secrets: Flag | None = exception("代理机构泄露应当保密的情况和资料", "the agency disclosed what is to be kept secret", "代理机构未泄露应当保密的情况", "the agency disclosed nothing secret")
    colluded: Flag | None = exception("代理机构与招标人（采购人）、投标人（供应商）串通", "the agency colluded with the purchaser or a supplier", "代理机构未串通", "the agency did not collude")
    refused_inspection: Flag | None = exception("拒绝监督检查或者提供虚假情况", "supervision was refused or false information given", "未拒绝监督检查", "supervision was not refused", ask=("代理机构是否拒绝监督检查或者提供虚假情况？", "Did the agency refuse supervision or give false information?"))
    fee_agreed_otherwise: Flag | None = whether("招标人、代理机构与投标人约定由他方支付代理费", "tenderee, agency and bidder agreed that another pays the fee", "未约定由他方支付代理费", "it was not agreed that another pays the fee", ask=("招标人、代理机构与投标人是否约定由他方支付代理费？", ""))
    fee_includes_site_or_experts: Flag | None = exception("代理费用中计入场地费、评标专家劳务费", "site or expert fees are counted in the agency fee", "代理费用未计入场地费、专家劳务费", "neither site nor expert fees are counted in the agency fee", ask=("代理费用中是否计入场地费、评标专家劳务费？", ""))
    staff_serve_two_agencies: Flag | None = exception("从业人员同时在两个以上代理机构执业或者以他人名义执业", "staff work for two agencies or in another's name", "从业人员仅在一个代理机构执业", "staff work for one agency and in their own names")
    illegal_gain: Amount | None = amount("代理机构违法所得", "unlawful gain of the agency", "20000")
    fine_imposed: Amount | None = amount("对代理机构的罚款", "fine imposed on the agency", "10000")
    professional_capacity: Flag | None = whether("代理机构有能够编制招标文件和组织评标的专业力量", "the agency has people able to draft documents and organise an evaluation", "代理机构没有相应专业力量", "the agency lacks people able to draft documents and organise an evaluation")
    expert_pool: Flag | None = whether("代理机构有符合条件的技术、经济等方面的专家库", "the agency has a qualified pool of technical and economic experts", "代理机构没有符合条件的专家库", "the agency has no qualified pool of experts")
    qualification_certificate: Flag | None = whether("代理机构取得了代理资格", "the agency holds the qualification for agency work", "代理机构未取得代理资格", "the agency holds no qualification for agency work")
    business_passed_on: Flag | None = exception("未经招标人同意转让招标代理业务", "the agency passed its business on without consent", "未擅自转让招标代理业务", "the agency did not pass its business on", ask=("代理机构是否未经招标人同意转让招标代理业务？", ""))
    ban_project_cannot_end: Flag | None = exception("受罚前已开始执行、确因客观原因无法终止的项目", "the project was under way before the ban and for objective reasons cannot be ended", "不是受罚前已开始执行且无法终止的项目", "it is no project under way before the ban that cannot be ended", ask=("是否为受罚前已开始执行、确因客观原因无法终止的项目？", ""))


class OwnOrganisation(Entity):
    """The purchaser's own ability to run a procedure (mof-order-87:9; tbl-2017:12; tb-self-tendering-order-5:4)."""

    capable: Flag | None = whether("采购人具有编制招标文件和组织评标能力", "the purchaser can draft documents and organise an evaluation", "采购人不具有编制招标文件和组织评标能力", "the purchaser cannot draft documents or organise an evaluation")
    legal_person: Flag | None = whether("具有项目法人资格", "it is a legal person for the project", "不具有项目法人资格", "it is no legal person for the project")
    tendering_staff: Quantity | None = number("熟悉招标业务的专职人员数", "own staff versed in tendering", "3")
    has_specialists: Flag | None = whether("有与项目专业性相适应的专业人员", "it has specialists fit for the project", "没有与项目专业性相适应的专业人员", "it has no specialists fit for the project")
    similar_experience: Flag | None = whether("有从事同类工程招标的经验", "it has experience with like tenders", "没有同类工程招标经验", "it has no experience with like tenders")
    knows_rules: Flag | None = whether("熟悉招标投标法律法规", "it knows the law of tendering", "不熟悉招标投标法律法规", "it does not know the law of tendering")
    self_tendering_filed: Event | None = event("自行招标备案（核准）", "own tendering filed or approved", "2026-02-20")
    self_tendering_reported: Event | None = event("提交自行招标情况书面报告", "written report on own tendering filed", "2026-05-20")
    internal_control_rules: Flag | None = whether("采购人建立了政府采购内部控制制度", "the purchaser has rules of internal control", "采购人没有政府采购内部控制制度", "the purchaser has no rules of internal control")
    penalised_recently: Flag | None = exception("近三年在招标投标活动中受过行政、刑事处罚", "it was punished for its conduct in tendering within the last three years", "近三年在招标投标活动中未受过行政、刑事处罚", "it was not punished for its conduct in tendering within the last three years")
    purchasing_rules_followed: Flag | None = whether("按照本企业采购制度采购", "the enterprise's own purchasing rules were followed", "未按照本企业采购制度采购", "the enterprise's own purchasing rules were not followed")
    self_tendering_papers_complete: Flag | None = whether("自行招标书面材料齐全并随项目报告报送", "complete papers on own tendering were filed with the project report", "自行招标书面材料不齐全或者未报送", "the papers on own tendering were incomplete or not filed")
    forced_to_use_agency: Flag | None = exception("强制招标人委托招标代理机构", "the tenderee was forced to entrust an agency", "未强制招标人委托招标代理机构", "the tenderee was not forced to entrust an agency")
    tendering_unit: Flag | None = whether("设有专门的招标机构", "it has a unit for tendering", "没有专门的招标机构", "it has no unit for tendering")
