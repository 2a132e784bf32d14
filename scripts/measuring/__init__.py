"""What only measuring needs: `baselines`, the tools that the evaluation compares with."""
