"""Trains, evaluates, and exports the EmoSense models."""
