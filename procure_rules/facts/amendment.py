"""Clarifications and amendments of documents (gpl-regulation-2015:31; tbl-2017:23)."""

from procure_rules.facts.fields import Entity, absent, fact, whether
from procure_rules.facts.values import Event, Flag, Text

__all__ = ["Amendment"]


class Amendment(Entity):
    """One clarification or amendment of documents already issued (gpl-regulation-2015:31; tbl-2017:23)."""

    id: Text | None = fact("更正编号", "number of the amendment", example="1")
    documents_amended: Event | None = fact(
        "发出澄清或者修改", "clarification or amendment sent out", example="2026-04-05"
    )
    may_affect_preparation: Flag | None = fact(
        "可能影响投标（响应）文件编制",
        "may affect the preparation of bids",
        yes=("该澄清或者修改可能影响投标文件编制", "the amendment may affect the preparation of bids"),
        no=("该澄清或者修改不影响投标文件编制", "the amendment cannot affect the preparation of bids"),
    )
    notified_in_writing: Flag | None = whether(
        "书面通知了所有获取文件的供应商",
        "all that obtained the documents were told in writing",
        "未书面通知所有获取文件的供应商",
        "not all that obtained the documents were told in writing",
    )
    announced_on_same_media: Flag | None = whether(
        "在原公告媒体发布更正公告",
        "it was announced on the media of the notice",
        "未在原公告媒体发布更正公告",
        "it was not announced on the media of the notice",
    )
    announced_on_platform: Flag | None = whether(
        "在交易平台以醒目方式公告并有效通知所有下载者",
        "it was announced on the platform, and all that downloaded the documents were told",
        "未在交易平台公告或者未通知所有下载者",
        "it was not announced on the platform, or not all that downloaded the documents were told",
    )
    amends_prequalification: Flag | None = whether(
        "澄清或者修改的是资格预审文件",
        "it concerns the prequalification documents",
        "不是对资格预审文件的澄清或者修改",
        "it does not concern the prequalification documents",
        presume=absent(
            "false",
            "未提及系资格预审文件，推定为招标文件",
            "prequalification documents are not mentioned, so tender documents are presumed",
        ),
        ask=("澄清或者修改的是否为资格预审文件？", ""),
    )
    changes_subject_or_qualification: Flag | None = fact(
        "改变采购标的或者资格条件",
        "changes the subject or the qualification conditions",
        yes=("改变了采购标的或者资格条件", "the amendment changes the subject or the qualification conditions"),
        no=("未改变采购标的和资格条件", "the amendment changes neither the subject nor the qualification conditions"),
        presume=absent(
            "false",
            "未提及改变标的或者资格条件，推定未改变",
            "no change of subject or qualification is mentioned; none is presumed",
        ),
    )
