"""Self-assessment: the frameworks it is made on, the assessment of a partnership, and what it came to."""

from django.urls import path

from selfassessment.views import (
    actions,
    adding,
    advising,
    answers,
    assessments,
    beginning,
    completing,
    completion_list,
    consensus,
    evidence,
    frameworks,
    needs,
    needs_plan,
    papers,
    partners,
    reopening,
    results,
    reviews,
    reviews_written,
    scoring,
)

urlpatterns = [
    # Frameworks
    path("frameworks/", frameworks.frameworks, name="frameworks"),
    path("frameworks/add/", adding.add_framework, name="add_framework"),
    path("frameworks/<int:pk>/", frameworks.framework, name="framework"),
    path("frameworks/<int:pk>/file/", frameworks.framework_file, name="framework_file"),
    path("frameworks/<int:pk>/choose/", adding.choose_framework, name="choose_framework"),
    path("frameworks/<int:pk>/themes/<str:theme>/", frameworks.framework_theme, name="framework_theme"),
    # Assessing
    path("partnerships/<int:pk>/assessment/", assessments.assessment, name="assessment"),
    path("partnerships/<int:pk>/assessment/start/", beginning.start_assessment, name="start_assessment"),
    path("assessments/<int:pk>/themes/<str:theme>/", assessments.assess_theme, name="assess_theme"),
    path("assessments/<int:pk>/advisers/", advising.open_assessment_to_advisers, name="open_assessment_to_advisers"),
    path("assessments/<int:pk>/consensus/", consensus.consensus, name="consensus"),
    path("assessments/<int:pk>/consensus/<str:key>/", consensus.agree_statement, name="agree_statement"),
    path("assessments/<int:pk>/complete/", completing.complete_assessment, name="complete_assessment"),
    path("assessment-results/", completion_list.completions, name="completions"),
    path("assessment-results/<int:pk>/", results.assessment_result, name="assessment_result"),
    path("assessment-results/<int:pk>/answers/", answers.completed_answers, name="completed_answers"),
    path("assessment-results/<int:pk>/reopen/", reopening.reopen_assessment, name="reopen_assessment"),
    path("assessment-results/<int:pk>/pdf/", papers.assessment_pdf, name="assessment_pdf"),
    # The learning plan
    path("partnerships/<int:pk>/plan/", actions.actions, name="actions"),
    path("partnerships/<int:pk>/plan/<str:theme>/add/", actions.add_action, name="add_action"),
    path("actions/<int:pk>/", actions.change_action, name="change_action"),
    path("actions/<int:pk>/give-up/", actions.drop_action, name="drop_action"),
    # The region
    path("needs/", needs.needs, name="needs"),
    path("needs/plan/", needs_plan.learning_plan, name="learning_plan"),
    # Partners
    path("assessments/<int:pk>/partners/", partners.partners, name="partners"),
    path("assessments/<int:pk>/partners/invite/", partners.invite_partner, name="invite_partner"),
    path("assessments/<int:pk>/partners/<int:partner_id>/", partners.partner, name="partner"),
    path(
        "assessments/<int:pk>/partners/<int:partner_id>/take-off/", partners.take_off_partner, name="take_off_partner"
    ),
    path("score/<str:token>/", scoring.score_as_partner, name="score_as_partner"),
    path("score/<str:token>/finish/", scoring.finish_scoring, name="finish_scoring"),
    path("score/<str:token>/themes/<str:theme>/", scoring.score_theme_as_partner, name="score_theme_as_partner"),
    # Joint reviews
    path("partnerships/<int:pk>/joint-review/", reviews.joint_review, name="joint_review"),
    path("partnerships/<int:pk>/joint-review/start/", reviews.start_review, name="start_review"),
    path("joint-reviews/<int:pk>/meeting/", reviews_written.review_meeting, name="review_meeting"),
    path("joint-reviews/<int:pk>/themes/<str:theme>/", reviews_written.review_theme, name="review_theme"),
    path("joint-reviews/<int:pk>/improvements/", reviews_written.review_improvements, name="review_improvements"),
    path("joint-reviews/<int:pk>/document/", reviews_written.review_document, name="review_document"),
    path("joint-reviews/<int:pk>/file/", reviews_written.review_file, name="review_file"),
    path("joint-reviews/<int:pk>/complete/", reviews.complete_review, name="complete_review"),
    path("assessment-results/<int:pk>/document/", reviews_written.completed_document, name="completed_document"),
    # Evidence
    path("assessments/<int:pk>/themes/<str:theme>/evidence/", evidence.add_evidence, name="add_evidence"),
    path("assessments/<int:pk>/evidence/<int:evidence_id>/remove/", evidence.remove_evidence, name="remove_evidence"),
    path("evidence/<int:pk>/", evidence.evidence_file, name="evidence_file"),
    path("assessment-results/evidence/<int:pk>/", evidence.completed_evidence_file, name="completed_evidence_file"),
    path(
        "score/<str:token>/themes/<str:theme>/evidence/",
        evidence.add_evidence_as_partner,
        name="add_evidence_as_partner",
    ),
    path(
        "score/<str:token>/evidence/<int:evidence_id>/remove/",
        evidence.remove_evidence_as_partner,
        name="remove_evidence_as_partner",
    ),
    path("score/<str:token>/evidence/<int:pk>/", evidence.evidence_file_as_partner, name="evidence_file_as_partner"),
]
