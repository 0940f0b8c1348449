"""International tenders of mechanical and electrical products (electromechanical-intl-tender-2014)."""

from procure_rules.facts.fields import Entity, event, exception, fact, number, usual
from procure_rules.facts.values import Event, Flag, Quantity

__all__ = ["International"]
# fmt: off


class International(Entity):
    """International tender of mechanical and electrical products (electromechanical-intl-tender-2014)."""

    foreign_origin: Flag | None = exception("采购原产地为境外的机电产品", "mechanical or electrical products of foreign origin are bought", "不采购境外机电产品", "no such products of foreign origin are bought")
    origin_in_china_clear: Flag | None = exception("已明确产品原产地在境内", "the origin is clearly in China", "未明确产品原产地在境内", "the origin is not clearly in China")
    is_international: Flag | None = exception("系国际招标", "it is an international tender", "不是国际招标", "it is no international tender", unless="international.foreign_origin")
    donated: Flag | None = exception("系境外赠送或者无偿援助", "the products are given or granted from abroad", "不是境外赠送或者无偿援助", "the products are neither given nor granted from abroad")
    prototypes: Flag | None = exception("系研究开发用样品样机", "they are samples or prototypes for research", "不是研究开发用样品样机", "they are no samples or prototypes for research")
    second_hand: Flag | None = exception("采购旧机电产品", "they are second-hand", "不是旧机电产品", "they are not second-hand")
    spare_parts: Flag | None = exception("采购供生产配套、维修用零件、部件或者专用模具", "they are parts for production or repair, or dedicated moulds", "不是零件、部件或者专用模具", "they are no parts or dedicated moulds")
    filed_on_site: Event | None = event("在招标网建档", "filed on the tendering site", "2026-02-20")
    documents_uploaded: Event | None = event("文件发售稿上传存档", "documents uploaded", "2026-02-27")
    deadline_change_told: Event | None = event("书面通知投标截止时间变更", "change of the deadline told in writing", "2026-03-18")
    value_usd: Quantity | None = number("一次招标金额（美元）", "value of the tender in US dollars", "10000000", "usd")
    lender_requires_review: Flag | None = fact(
        "资金提供方对评标结果有不反对意见程序", "the lender reviews the result",
        yes=("资金提供方对评标结果有不反对意见程序", "the lender reviews the result"), no=("没有资金提供方审核程序", "no lender reviews the result"),
        presume=(
            usual("true", "使用国外贷款、援助资金的，依规定由资金提供方审核，协议另有规定的除外", "with a foreign loan or aid the rules have the lender review the result, unless the agreement differs", when="works_project.foreign_loan_or_aid", unless="funding.loan_agreement_differs"),
            usual("false", "不使用国外贷款、援助资金，推定没有资金提供方审核", "there is no foreign loan or aid, so no lender is presumed to review the result", when="not works_project.foreign_loan_or_aid"),
        ),
    ask=("资金提供方对评标结果是否有不反对意见程序？", ""),)
    lender_no_objection: Event | None = event("资金提供方出具不反对意见", "lender's no-objection given", "2026-04-02")
    archived: Event | None = event("招标投标情况存档", "tender archived on the site", "2026-04-28")
    purchase_required_to_bid: Flag | None = exception("公告规定未领购文件不得投标", "the notice lets only those bid that bought the documents", "公告未规定须领购文件", "the notice does not demand that the documents be bought")
    report_sent_to_lender: Event | None = event("向资金提供方报送评标报告", "evaluation report sent to the lender", "2026-04-24")
    few_bidders_allowed_by_lender: Flag | None = exception("资金提供方规定投标人少于三个可直接开标", "the lender allows opening with fewer than three bidders", "资金提供方没有该规定", "the lender has no such rule")
