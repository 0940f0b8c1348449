"""Notices and publicity, and where they are published (mof-order-101; ndrc-order-10-2017)."""

from procure_rules.facts.fields import Entity, declared, done, event, exception, fact, number, whether
from procure_rules.facts.values import Event, Flag, Quantity, Text
from procure_rules.facts.words import NoticeKind

__all__ = ["Notice"]
# fmt: off


class Notice(Entity):
    """One notice or publicity."""

    id: Text | None = fact("公告编号", "number of the notice", example="1")
    notice_kind: NoticeKind | None = fact("公告类型", "kind of notice", example="tender_notice")
    notice_published: Event | None = event("该公告发布", "notice published", "2026-03-02", presume=done("not on_designated_media or not truthful or not complete or not same_everywhere or notice_fee_charged", "公告如何发布", "how the notice was published"))
    text_sent_to_media: Event | None = event("公告文本提交发布媒介", "text sent to the media", "2026-03-02")
    hours_to_publication: Quantity | None = number("媒介收到至发布的小时数", "hours from receipt to publication", "10", "hour")
    sent_as_data: Flag | None = whether("按数据规范交互公告文本", "the text was sent as structured data", "以其他形式提交公告文本", "the text was sent in another form")
    on_designated_media: Flag | None = whether("在指定媒体（媒介）发布", "it is on the designated media", "未在指定媒体（媒介）发布", "it is not on the designated media")
    complete: Flag | None = whether("公告内容齐全", "it has the prescribed content", "公告内容不齐全", "it lacks prescribed content", presume=(declared("true", "中标候选人公示内容齐全", "the publication of candidates has the prescribed content", when="notice_kind == candidates_notice and award.candidates_notice_complete"), declared("false", "中标候选人公示内容不齐全", "the publication of candidates lacks prescribed content", when="notice_kind == candidates_notice and not award.candidates_notice_complete")))
    same_everywhere: Flag | None = whether("在不同媒体发布的内容一致", "it reads the same on all media", "在不同媒体发布的内容不一致", "it does not read the same on all media")
    signed_by_head: Flag | None = whether("公告文本由负责人签名并盖章", "its text is signed and stamped", "公告文本未签名盖章", "its text is not signed and stamped")
    text_confirmed: Event | None = event("发布媒介核验确认公告文本", "text checked and confirmed by the media", "2026-03-03")
    traceable_years: Quantity | None = number("公告数据可追溯的年限", "years the published data can be traced", "10", "year")
    on_tendering_site: Flag | None = whether("在机电产品国际招标网发布", "it is on the site for international tenders", "未在机电产品国际招标网发布", "it is not on the site for international tenders")
    notice_fee_charged: Flag | None = exception("收取公告发布费用", "a fee was charged for publishing", "未收取公告发布费用", "no fee was charged for publishing")
    truthful: Flag | None = whether("公告内容真实", "its content is true", "公告内容虚假", "its content is untrue")
