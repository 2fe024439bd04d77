"""The article pane; its front door is `view.ArticleView`, beside it the `find_bar`.

From below: `text_browser` (keys, wheel, links) and `pane` (the document, the place in it, scrolling
and highlights; with `incremental` and `smooth_scroll`). On the pane stand `find`, `links`,
`progress`, `picture_updates` and `scrolling`, which tell by signals what happened; `view` puts them
together and renders articles with the document room.
"""
