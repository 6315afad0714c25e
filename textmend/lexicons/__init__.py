"""What spinners print for what authors wrote: readable sources, their build, the compiled store."""
