"""Self-assessment: the frameworks it is made on, the assessment of a partnership, and what it came to."""

from django.urls import path

from selfassessment.views import adding, assessments, frameworks, reopening, results

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
    path("partnerships/<int:pk>/assessment/start/", assessments.start_assessment, name="start_assessment"),
    path("assessments/<int:pk>/themes/<str:theme>/", assessments.assess_theme, name="assess_theme"),
    path("assessments/<int:pk>/complete/", assessments.complete_assessment, name="complete_assessment"),
    path("assessment-results/<int:pk>/", results.assessment_result, name="assessment_result"),
    path("assessment-results/<int:pk>/answers/", results.completed_answers, name="completed_answers"),
    path("assessment-results/<int:pk>/reopen/", reopening.reopen_assessment, name="reopen_assessment"),
]
