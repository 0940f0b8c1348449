"""Conditions that suppliers must meet, and those that shut some of them out (gpl-regulation-2015:20; tbl-regulation-2019:32; mof-order-87:17; caiku-2019-38)."""

from procure_rules.facts.fields import Entity, exception, number, whether
from procure_rules.facts.values import Flag, Quantity

__all__ = ["Conditions"]
# fmt: off


class Conditions(Entity):
    """Qualification, technical, commercial and scoring conditions of the documents."""

    fit_and_necessary: Flag | None = whether("资格、技术、商务条件与项目特点和合同履行相适应", "the conditions fit the project and its performance", "条件与项目特点不相适应或者与合同履行无关", "conditions do not fit the project or have nothing to do with its performance", ask=("资格、技术、商务条件是否与项目特点和合同履行相适应？", ""))
    scale_condition: Flag | None = exception("以注册资本、资产总额、营业收入、从业人员、利润、纳税额等规模条件作为资格要求或者评审因素", "size (capital, assets, turnover, staff, profit, tax) is a condition or a factor", "未以规模条件作为资格要求或者评审因素", "size is neither a condition nor a factor")
    maker_authorisation_required: Flag | None = exception("将生产厂家授权、承诺、证明、背书等作为资格要求", "the maker's authorisation or the like is a condition", "未将生产厂家授权等作为资格要求", "the maker's authorisation is no condition")
    maker_authorisation_for_imports: Flag | None = whether("厂家授权仅针对进口货物", "the maker's authorisation concerns imported goods only", "厂家授权不限于进口货物", "the maker's authorisation is not limited to imported goods")
    region_or_industry_scored: Flag | None = exception("以特定行政区域或者特定行业的业绩、奖项作为加分或者中标（成交）条件", "track record or awards of a certain region or industry score or decide", "未以特定区域或者行业的业绩、奖项加分", "no track record or award of a certain region or industry scores")
    like_contracts_required: Quantity | None = number("作为资格条件要求的同类业务合同数", "like contracts required as a condition", "2")
    like_contracts_reasoned: Flag | None = whether("要求超过两个同类合同具有合理性说明", "there is a reason for more than two like contracts", "没有要求超过两个同类合同的理由", "there is no reason for more than two like contracts", ask=("要求超过两个同类合同的，是否具有合理性说明？", ""))
    brand_or_source_named: Flag | None = exception("限定或者指定特定的专利、商标、品牌、原产地或者供应商", "a certain patent, trade mark, brand, origin or supplier is prescribed", "未限定或者指定特定的品牌、供应商等", "no brand, supplier or the like is prescribed")
    tailored_to_supplier: Flag | None = exception("技术、服务等要求指向特定供应商、特定产品", "requirements point to a certain supplier or product", "技术、服务等要求不指向特定供应商、产品", "requirements point to no certain supplier or product")
    ownership_or_form_restricted: Flag | None = exception("限定供应商（投标人）的所有制形式或者组织形式", "the supplier's ownership or form of organisation is restricted", "未限定所有制形式、组织形式", "neither ownership nor form of organisation is restricted")
    restriction_based_on_law: Flag | None = exception("对所有制形式、组织形式或者所在地的限定有法律、行政法规依据", "a law or regulation provides for the restriction of ownership, form or seat", "对所有制形式、组织形式或者所在地的限定没有法律、行政法规依据", "no law or regulation provides for the restriction of ownership, form or seat", ask=("限定所有制形式、组织形式或者所在地的，是否具有法律、行政法规依据？", ""))
    shareholding_discriminated: Flag | None = exception("以股权结构或者投资者国别对供应商实行差别或者歧视待遇", "suppliers are treated differently by shareholding or by their investors' nationality", "未以股权结构、投资者国别区别对待供应商", "suppliers are not told apart by shareholding or by their investors' nationality", ask=("是否以股权结构或者投资者国别对供应商实行差别或者歧视待遇？", ""))
    private_firms_disadvantaged: Flag | None = exception("对民营企业设置不平等条款", "private firms are set unequal terms", "未对民营企业设置不平等条款", "private firms are set no unequal terms")
    location_restricted: Flag | None = exception("限定供应商所在地", "the supplier's seat is restricted", "未限定供应商所在地", "the supplier's seat is not restricted")
    branch_or_registration_required: Flag | None = exception("要求不必要的登记、注册，或者要求设立分支机构", "a needless registration is required, or a branch has to be set up", "未要求不必要的登记、注册或者设立分支机构", "no needless registration and no branch is required")
    years_established_required: Flag | None = exception("设置成立年限门槛", "suppliers must have existed for some years", "未设置成立年限门槛", "no number of years is asked for")
    pool_required: Flag | None = exception("以备选库、名录库、资格库作为参加资格", "membership of a pool or list is a condition", "未以备选库、名录库、资格库作为资格", "no pool or list is a condition")
    pool_allowed: Flag | None = whether("属于小额零星采购协议供货、定点采购等允许情形", "the pool is of an allowed kind (small scattered purchases)", "不属于允许设库的情形", "the pool is of no allowed kind")
    software_purchase_required: Flag | None = exception("要求购买指定软件作为参加电子化采购的条件", "specified software must be bought to take part", "未要求购买指定软件", "no software need be bought")
    unnecessary_proof_required: Flag | None = exception("要求提供可以在线查询或者不必要的证明材料", "proof is asked for that is needless or can be looked up", "未要求不必要的证明材料", "no needless proof is asked for")
    proof_beyond_sme_declaration: Flag | None = exception("要求提供《中小企业声明函》之外的中小企业身份证明", "proof of size beyond the declaration is asked for", "未要求声明函之外的身份证明", "no proof of size beyond the declaration is asked for")
    personal_attendance_required: Flag | None = exception("已出具委托书仍要求法定代表人亲自到场", "the legal representative must come in person despite a proxy", "不要求法定代表人亲自到场", "the legal representative need not come in person", ask=("已出具委托书的，是否仍要求法定代表人亲自到场？", ""))
    qualification_scored: Flag | None = exception("将资格条件作为评审因素", "a qualification condition is a factor", "未将资格条件作为评审因素", "no qualification condition is a factor")
    abolished_certificate_required: Flag | None = exception("要求国家已取消的资质、证书", "a certificate that the state abolished is asked for", "未要求国家已取消的资质、证书", "no abolished certificate is asked for")
    outside_scope_certificate_required: Flag | None = exception("要求与项目无关或者过高的资质、认证", "certificates are asked for that are irrelevant or too high", "未要求无关或者过高的资质、认证", "no irrelevant or excessive certificate is asked for")
    different_criteria_for_bidders: Flag | None = exception("对供应商采取不同的资格审查或者评审标准", "suppliers are judged by differing criteria", "对供应商采取相同的标准", "suppliers are judged by the same criteria", ask=("是否对供应商采取不同的资格审查或者评审标准？", ""))
    foreign_brand_treated_differently: Flag | None = exception("对内外资企业在境内生产的产品、提供的服务区别对待", "products and services made in China are treated by the maker's investors", "对内外资企业一视同仁", "domestic and foreign-invested firms are treated alike", ask=("是否对内外资企业在境内生产的产品、提供的服务区别对待？", ""))
    gifts_demanded: Flag | None = exception("向供应商索要赠品、回扣或者无关商品、服务", "gifts, kickbacks or unrelated goods are demanded", "未向供应商索要赠品、回扣等", "no gifts or kickbacks are demanded")
    credit_rating_used: Flag | None = exception("应用公共信用评价结果", "credit ratings are used", "未应用公共信用评价结果", "no credit ratings are used")
    credit_rating_decides: Flag | None = exception("将信用评价结果作为唯一条件或者赋予不合理权重", "the credit rating is the sole condition or has an unreasonable weight", "未将信用评价结果作为唯一条件", "the credit rating is not the sole condition")
    credit_rating_unequal: Flag | None = exception("对同一等级信用评价结果区别对待", "like credit ratings are treated differently", "同一等级信用评价结果同等对待", "like credit ratings are treated alike")
    origin_discriminated: Flag | None = exception("以产品产地来源限制或者排斥", "products are kept out for where they come from", "未以产品产地来源限制或者排斥", "no product is kept out for where it comes from")
    lots_in_qualification: Flag | None = exception("采用抽签、摇号等方式进行资格审查或者限制投标人数量", "qualification or the number of bidders is settled by lot", "未采用抽签、摇号等方式进行资格审查或者限制投标人数量", "neither qualification nor the number of bidders is settled by lot")
    qualified_excluded_by_lot: Flag | None = exception("以抽签、摇号等方式限制资格预审合格者投标", "those that passed the prequalification are narrowed by lot", "资格预审合格者均可投标", "all that passed the prequalification may bid")
    local_tax_required: Flag | None = exception("以在本地纳税、缴纳社会保险作为条件", "local tax or social-security payments are a condition", "未以本地纳税、社会保险作为条件", "no local tax or social-security payment is a condition")
    local_achievements_only: Flag | None = exception("仅认可本地业绩或者本地奖项", "only local track record or awards count", "不限于本地业绩、奖项", "track record and awards from anywhere count")
    or_equivalent_added: Flag | None = exception("引用特定标准时加注“或相当于”且确有必要", "“or equivalent” was added where a certain standard had to be named", "未加注“或相当于”", "“or equivalent” was not added", ask=("引用特定标准时是否加注“或相当于”且确有必要？", ""))
    track_record_for_innovation: Flag | None = exception("对政策支持的创新产品提出同类业务合同、生产台数、使用时长等业绩要求", "a track record is asked for an innovative product that policy supports", "未对创新产品提出业绩要求", "no track record is asked for an innovative product")
    local_list_preferred: Flag | None = exception("依照本地区创新产品名单、优先采购产品名单等给予优惠或者提出要求", "products on a local list (innovative, preferred) are favoured or asked for", "未依照本地区产品名单给予优惠或者提出要求", "no product is favoured or asked for because it is on a local list", ask=("是否依照本地区创新产品名单、优先采购产品名单等给予优惠或者提出要求？", ""))
    guarantor_prescribed: Flag | None = exception("要求从特定机构开具保函（保险）", "guarantees or insurance are to be issued by a certain body", "未限定开具保函（保险）的机构", "any qualified body may issue the guarantee or insurance", ask=("是否要求从特定机构开具保函（保险）？", ""))
    terms_beyond_contract_for_payment: Flag | None = exception("将采购文件和合同未规定的义务作为付款条件", "payment was made to depend on what neither documents nor contract say", "未附加约定以外的付款条件", "payment does not depend on more than was agreed")
