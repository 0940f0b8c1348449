"""Imported products: approval, expert opinion, additions (caiku-2007-119), and domestic ones (gbf-2025-34)."""

from procure_rules.facts.fields import Entity, amount, declared, event, exception, fact, number, ratio, whether
from procure_rules.facts.values import Amount, Event, Flag, Quantity, Ratio
from procure_rules.facts.words import ImportPolicy

__all__ = ["Imports"]
# fmt: off


class Imports(Entity):
    """The purchase of products from outside the customs territory."""

    imported: Flag | None = exception("采购进口产品", "imported products are bought", "不采购进口产品", "no imported products are bought")
    approved: Event | None = event("财政部门核准采购进口产品", "finance department approved the import", "2026-02-20")
    policy: ImportPolicy | None = fact("国家对该进口产品的政策", "state policy on the imported product", example="restricted")
    unobtainable_in_china: Flag | None = whether("境内无法获取", "it cannot be had in China", "境内能够获取", "it can be had in China")
    unreasonable_terms_in_china: Flag | None = whether("境内无法以合理的商业条件获取", "it cannot be had in China on reasonable terms", "境内能够以合理的商业条件获取", "it can be had in China on reasonable terms")
    application_filed: Flag | None = whether("提交了进口产品申请表", "the application form was filed", "未提交进口产品申请表", "no application form was filed")
    policy_document_filed: Flag | None = whether("提交了鼓励进口的政策文件", "the policy document that encourages the import was filed", "未提交鼓励进口的政策文件", "no policy document that encourages the import was filed")
    industry_opinion_filed: Flag | None = whether("提交了行业主管部门意见", "the opinion of the industry's authority was filed", "未提交行业主管部门意见", "no opinion of the industry's authority was filed")
    expert_opinion_filed: Flag | None = whether("提交了专家论证意见", "the experts' opinion was filed", "未提交专家论证意见", "no experts' opinion was filed", presume=declared("true", "已载明论证专家的组成，推定如此", "stated of it: who gave the opinion; so it is presumed", when="imports.argument_experts_from_purchaser or imports.purchaser_in_argument or imports.argument_experts_on_panel"))
    argument_experts: Quantity | None = number("论证专家组人数", "experts in the group that gave the opinion", "5")
    argument_legal_experts: Quantity | None = number("论证专家组中的法律专家人数", "legal experts in that group", "1")
    argument_experts_from_purchaser: Flag | None = exception("论证的产品技术专家来自本单位", "a product expert of that group is from the purchaser", "论证的产品技术专家均非本单位人员", "no product expert of that group is from the purchaser", ask=("论证的产品技术专家是否来自本单位？", ""))
    purchaser_in_argument: Flag | None = exception("采购人代表作为论证专家", "the purchaser's representative sat in that group", "采购人代表未作为论证专家", "the purchaser's representative did not sit in that group")
    argument_experts_on_panel: Flag | None = exception("论证专家又参与同一项目评审", "an expert of that group also evaluates the bids", "论证专家未参与同一项目评审", "no expert of that group evaluates the bids", presume=declared("true", "评审小组成员参与过本项目进口产品论证", "a member of the panel took part in the opinion on the imports", when="any(procedures where any(panel_members where gave_import_opinion))"), unless="any(procedures where any(panel_members where gave_import_opinion))")
    preference_stated: Flag | None = whether("采购文件载明优先采购转让技术等的进口产品", "the documents give priority to suppliers that transfer technology", "采购文件未载明该优先", "the documents state no such priority")
    domestic_excluded: Flag | None = exception("限制本国产品参加竞争", "domestic products are kept out", "允许本国产品参加竞争", "domestic products may compete")
    for_use_abroad: Flag | None = exception("为在中国境外使用而采购", "it is bought for use outside China", "不是为在境外使用而采购", "it is not bought for use outside China", ask=("是否为在中国境外使用而采购？", ""))
    addition_to_earlier_purchase: Flag | None = exception("系从原供应商处添购", "it adds to an earlier purchase from the same supplier", "不是从原供应商处添购", "it is no addition to an earlier purchase")
    addition_for_consistency: Flag | None = whether("为产品一致性或者服务配套而添购", "the addition is for consistency or matching service", "并非为产品一致性或者服务配套而添购", "the addition is not for consistency or matching service")
    additions_total: Amount | None = amount("添购资金总额", "money of all additions", "95000")
    earlier_contract_price: Amount | None = amount("原合同采购金额", "price of the earlier contract", "1000000")
    national_interest_clause: Flag | None = whether("合同以维护国家利益和社会公共利益为必备条款", "the contract has the clause on national and public interest", "合同没有该必备条款", "the contract lacks the clause on national and public interest")
    approval_shown_for_payment: Flag | None = whether("申请支付时出具了审核文件", "the approval was shown when payment was asked for", "申请支付时未出具审核文件", "the approval was not shown when payment was asked for")
    domestic_preference: Ratio | None = ratio("给予本国产品的价格评审优惠", "price preference for domestic products", "20%")
    several_products: Flag | None = whether("采购多种产品（一揽子产品）", "several products are bought in one package", "仅采购单一产品", "a single product is bought")
    preference_excluded_by_treaty: Flag | None = exception("国际条约另有规定", "a treaty provides otherwise", "没有国际条约另行规定", "no treaty provides otherwise", ask=("国际条约是否另有规定？", "Does a treaty provide otherwise?"))
    called_for_by_law: Flag | None = exception("法律法规另有规定确需采购进口产品", "another law calls for imported products", "没有法律法规规定须采购进口产品", "no other law calls for imported products", ask=("法律法规是否另有规定，确需采购进口产品？", "Does another law call for imported products?"))
    major_equipment: Flag | None = exception("系重大技术装备、重大产业技术或者重大科学仪器和装备", "it is major technical equipment, industrial technology or a major scientific instrument", "不是重大技术装备、重大产业技术或者重大科学仪器和装备", "it is no major equipment, technology or instrument")
    ministry_opinion_filed: Flag | None = whether("提交了发展改革委或者科技部的意见", "the opinion of the development commission or the science ministry was filed", "未提交发展改革委或者科技部的意见", "no opinion of the development commission or the science ministry was filed")
