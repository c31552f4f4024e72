"""Self-assessment: the frameworks it is made on."""

from django.urls import path

from selfassessment.views import adding, frameworks

urlpatterns = [
    # Frameworks
    path("frameworks/", frameworks.frameworks, name="frameworks"),
    path("frameworks/add/", adding.add_framework, name="add_framework"),
    path("frameworks/<int:pk>/", frameworks.framework, name="framework"),
    path("frameworks/<int:pk>/file/", frameworks.framework_file, name="framework_file"),
    path("frameworks/<int:pk>/choose/", adding.choose_framework, name="choose_framework"),
    path("frameworks/<int:pk>/themes/<str:theme>/", frameworks.framework_theme, name="framework_theme"),
]
