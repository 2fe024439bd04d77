"""The article pane: its front door is view.ArticleView."""
