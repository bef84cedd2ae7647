// Desert dunes in low evening sun.
#version 3.7;
#include "common.inc"
global_settings { assumed_gamma 1
  radiosity { count 50 error_bound 0.7 recursion_limit 1 nearest_count 6 low_error_factor 0.6 pretrace_end 0.02 } }
camera { location <-6,10.5,-6> right x*Aspect up y angle 50 look_at <3,5.6,30> }
light_source { <-260,72,95>*100 rgb <1.0,0.74,0.46>*2.5 parallel point_at 0 }
sky_sphere {
  pigment { gradient y color_map {
    [0.00 rgb <0.85,0.66,0.50>*0.9] [0.06 rgb <0.72,0.68,0.66>*0.85]
    [0.25 rgb <0.33,0.46,0.66>*0.8] [0.7 rgb <0.12,0.24,0.48>*0.75] } }
  pigment { granite scale <2.2,0.16,1.2> translate <0.3,0.2,0> warp { turbulence 0.12 octaves 5 } rotate z*5
    color_map { [0.40 rgbt <1,0.9,0.8,1>] [0.62 rgbt <0.95,0.86,0.78,0.62>] [1 rgbt <1,0.9,0.8,0.35>] } }
}
#declare Nz = function(x,z) { f_noise3d(x+11,5.3,z+4)*2-1 }
#declare Crest = function(n) { max(0,1-select(n,-n*1.25,n*2.6)) }
#declare Big = function(x,z) { Crest(1.25*Nz(x*0.075+0.5*Nz(x*0.05,z*0.06)+0.15*Nz(x*0.2,z*0.2),z*0.036)) }
#declare Mid = function(x,z) { Crest(1.4*Nz(x*0.16+0.7*Nz(x*0.09,z*0.1)+31,z*0.07+9)) }
#declare Dune = function(x,z) { 6.2*pow(Big(x,z),1.35)+1.6*pow(Mid(x,z),1.3)*(1-0.6*Big(x,z))
   +0.35*Nz(x*0.3,z*0.3)+0.02*Nz(x*2.2,z*1.1) }
#declare SX = 150; #declare SZ = 170; #declare HH = 10;
#declare Sand = texture {
  pigment { granite scale 0.05 color_map {
    [0 rgb <0.50,0.29,0.145>] [0.45 rgb <0.62,0.385,0.205>] [1 rgb <0.74,0.49,0.28>] } }
  normal { average normal_map {
    [1.6 gradient <1,0,0.25> 0.55 sine_wave warp { turbulence <0.5,0.1,0.4> octaves 3 lambda 2.1 omega 0.35 } scale 0.42]
    [0.6 granite 0.3 scale 0.05] [0.5 bumps 0.5 scale 1.6] } }
  finish { diffuse 0.85 brilliance 0.9 specular 0.03 roughness 0.08 }
}
height_field {
  function 2200,2200 { (Dune((x-0.5)*SX,(1-y)*SZ-8)+1)/HH }
  smooth translate <-0.5,0,0> scale <SX,HH,SZ> translate <0,-1,-8>
  texture { Sand }
}
plane { y,-0.6 texture { Sand } }
fog { fog_type 2 distance 260 fog_offset 2 fog_alt 9 rgb <0.80,0.64,0.52>*0.85 }
