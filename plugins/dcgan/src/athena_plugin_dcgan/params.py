"""What can be set on the painter, and what each setting buys, in one line each.

Loads neither torch nor numpy, so that options and forms are cheap to draw.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from athena_core import Params

Size = Literal["32", "64", "128", "256"]
Loss = Literal["hinge", "non-saturating"]
Upsampling = Literal["transposed", "nearest"]


class PainterParams(Params):
    """Making a picture."""

    truncation: float = Field(default=0.9, gt=0, le=2)
    """How far from the average picture to look: less is calmer, more is stranger."""


class PainterTrainParams(Params):
    """Training a painter. The shipped weights learned with these, for 25,500 steps."""

    size: Size = "64"
    """Height and width of the pictures in pixels."""
    steps: int = Field(default=20000, ge=1)
    """Updates of both networks; about a thousand views of each work is enough."""
    batch: int = Field(default=16, ge=4, le=1024, multiple_of=4)
    """Works seen in one step, a multiple of 4; larger is steadier and slower."""
    width: int = Field(default=256, ge=4, le=2048)
    """Channels at the coarsest layer, halved at each finer one; the paper's is 512."""
    latent: int = Field(default=128, ge=2, le=1024)
    """Numbers a picture is drawn from; seeds are points in a space of so many axes."""
    upsampling: Upsampling = "nearest"
    """Repeat each pixel, then a 3x3 convolution; or transposed ones as in the paper."""
    excitation: bool = True
    """Let coarse layers open and close the channels of fine ones: pictures hang
    together sooner (skip-layer excitation: Liu et al. 2021)."""
    augmentation: bool = True
    """Show the critic works and paintings recoloured, shifted and with holes, so that a
    few hundred works are not learned by heart (differentiable: Zhao et al. 2020)."""
    average: float = Field(default=0.999, ge=0, lt=1)
    """Paint with a moving average of the generator, of this momentum: calmer pictures
    than the last step's; 0 turns it off."""
    spectral_norm: bool = True
    """Bound the critic's slope, so that it cannot run away (Miyato et al. 2018)."""
    r1: float = Field(default=0.0, ge=0)
    """Fine the critic for slopes at real works, each 16th step (Mescheder et al. 2018):
    the other way to keep it tame; 1 is usual, 0 turns it off."""
    loss: Loss = "hinge"
    """Hinge stops rewarding the critic for what it is sure of (Lim and Ye 2017);
    non-saturating is the original GAN's."""
    variety: bool = True
    """Tell the critic how much a batch varies, so that painting the same picture again
    and again does not pay (minibatch deviation: Karras et al. 2018)."""
    flips: bool = True
    """Show works mirrored half the time: twice the works, but letters turn round."""
    fit: Literal["crop", "pad", "squeeze"] = "crop"
    """How a work becomes square: the middle, all with a border, or out of shape."""
    trim: bool = True
    """Cut off margins of paper first; otherwise white paper is learned first."""
    generator_rate: float = Field(default=2e-4, gt=0, le=0.1)
    """Learning rate of the generator (Adam)."""
    critic_rate: float = Field(default=4e-4, gt=0, le=0.1)
    """Learning rate of the critic (two time-scales: Heusel et al. 2017)."""
    momentum: float = Field(default=0.0, ge=0, lt=1)
    """Adam's first momentum; the paper's 0.5 suits batch norm in the critic."""
    preview_every: int = Field(default=500, ge=1)
    """Steps between two sample sheets of the same seeds."""
    checkpoint_every: int = Field(default=1000, ge=1)
    """Steps between two checkpoints."""
