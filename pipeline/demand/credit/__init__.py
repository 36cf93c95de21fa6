"""Attribution: paths of touches in, credit of channels out. Association, not proof of cause."""
